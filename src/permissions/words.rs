//! What permissions are called, and what they allow.

use staffroom_contract::Permission;

pub(super) const PEOPLE: &str = "People";
pub(super) const PRACTICE: &str = "Practice";
pub(super) const RECORDS: &str = "Records";

pub(super) const PERMISSIONS: &str = "Permissions";
pub(super) const SEARCH: &str = "Search permissions";
pub(super) const ADDED: &str = "Added";
pub(super) const TAKEN_AWAY: &str = "Taken away";
pub(super) const NOT_YOURS: &str = "You do not have this permission, so you cannot give it.";
pub(super) const NONE_FOUND: &str = "No permission matches.";

/// What a permission is called.
pub const fn name(permission: Permission) -> &'static str {
    match permission {
        Permission::ManageAccounts => "Manage Accounts",
        Permission::ViewAuditLog => "View Audit Log",
        Permission::ManagePractice => "Manage Practice",
        Permission::ManageRoles => "Manage Roles",
    }
}

/// What a permission allows.
pub const fn sentence(permission: Permission) -> &'static str {
    match permission {
        Permission::ManageAccounts => {
            "See the staff, edit people, give them roles and reset links, deactivate and reactivate them."
        }
        Permission::ViewAuditLog => "See who did what to whom, and export it.",
        Permission::ManagePractice => "Change the settings of the whole practice.",
        Permission::ManageRoles => "Make roles, and change what each of them allows.",
    }
}

/// Several, by their names: "Manage Accounts, View Audit Log".
pub fn names(permissions: &[Permission]) -> String {
    permissions.iter().map(|permission| name(*permission)).collect::<Vec<_>>().join(", ")
}
