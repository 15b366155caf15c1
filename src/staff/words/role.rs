//! A person's role and permissions.

use staffroom_contract::RoleSummary;

pub(in crate::staff) const ROLE: &str = "Role";
pub(in crate::staff) const PERMISSIONS: &str = "Permissions";
pub(in crate::staff) const NO_PERMISSIONS: &str = "Only their own account";
pub(in crate::staff) const CHANGE_ROLE: &str = "Change role";
pub(in crate::staff) const ROLE_YOURSELF: &str =
    "This is your own account. Another administrator can change its role.";
pub(in crate::staff) const ROLE_CHANGED_MEANWHILE: &str = "Somebody else changed this person in the meantime. What you chose is kept. Save again to have it your way.";

/// A role to choose.
pub(in crate::staff) fn role_option(role: &RoleSummary) -> String {
    if role.is_system() { format!("{} (System)", role.name) } else { role.name.clone() }
}

/// Somebody holds another role.
pub(in crate::staff) fn role_changed(name: &str, role: &str) -> String {
    format!("{name} is now {role}.")
}

/// What saving would give somebody, and what it would take from them.
pub(in crate::staff) fn difference(name: &str, gains: &str, losses: &str) -> String {
    match (gains.is_empty(), losses.is_empty()) {
        (true, true) => format!("Nothing changes in what {name} may do."),
        (false, true) => format!("{name} will have in addition: {gains}."),
        (true, false) => format!("{name} will no longer have: {losses}."),
        (false, false) => format!("{name} will have in addition: {gains}. No longer: {losses}."),
    }
}

/// Why a choice cannot be saved that holds permissions which the chooser lacks.
pub(in crate::staff) fn role_beyond_you(permissions: &str) -> String {
    format!("You cannot give what you do not have: {permissions}. Switch it off, or choose another role.")
}
