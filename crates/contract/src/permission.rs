//! Permissions, and the roles that every practice has.

use crate::RoleId;
use serde::{Deserialize, Serialize};

/// One thing that a role may allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// See the staff table, edit people, send them reset links, deactivate and reactivate them.
    ManageAccounts,
    /// Read the audit log.
    ViewAuditLog,
    /// Change the practice's own settings.
    ManagePractice,
    /// Change which role allows what.
    ManageRoles,
}

impl Permission {
    /// Every permission there is.
    pub const ALL: [Self; 4] =
        [Self::ManageAccounts, Self::ViewAuditLog, Self::ManagePractice, Self::ManageRoles];

    /// The permission as it travels.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ManageAccounts => "manage_accounts",
            Self::ViewAuditLog => "view_audit_log",
            Self::ManagePractice => "manage_practice",
            Self::ManageRoles => "manage_roles",
        }
    }
}

/// The roles that every practice has. Practices may add their own; these stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SystemRole {
    /// Bills and claims.
    BillingStaff,
    /// "Break the glass": may do everything, for the day on which nobody else can.
    BtgAdmin,
    /// Nursing.
    Nurse,
    /// Runs the practice, its accounts included.
    OfficeManager,
    /// Sees patients; other people's primary provider.
    Provider,
    /// Everybody else.
    Staff,
}

impl SystemRole {
    /// Every system role, in the order in which they are listed.
    pub const ALL: [Self; 6] =
        [Self::BillingStaff, Self::BtgAdmin, Self::Nurse, Self::OfficeManager, Self::Provider, Self::Staff];

    /// The role as it travels.
    pub const fn key(self) -> &'static str {
        match self {
            Self::BillingStaff => "billing_staff",
            Self::BtgAdmin => "btg_admin",
            Self::Nurse => "nurse",
            Self::OfficeManager => "office_manager",
            Self::Provider => "provider",
            Self::Staff => "staff",
        }
    }

    /// The role's identifier.
    pub fn id(self) -> RoleId {
        RoleId::new(self.key())
    }

    /// The role's name as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BillingStaff => "Billing Staff",
            Self::BtgAdmin => "BTG Admin",
            Self::Nurse => "Nurse",
            Self::OfficeManager => "Office Manager",
            Self::Provider => "Provider",
            Self::Staff => "Staff",
        }
    }

    /// What the role allows.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::BtgAdmin => &[
                Permission::ManageAccounts,
                Permission::ViewAuditLog,
                Permission::ManagePractice,
                Permission::ManageRoles,
            ],
            Self::OfficeManager => {
                &[Permission::ManageAccounts, Permission::ViewAuditLog, Permission::ManagePractice]
            }
            Self::BillingStaff | Self::Nurse | Self::Provider | Self::Staff => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in a request, in a row and in the audit log is one word.
    #[test]
    fn permissions_and_roles_travel_under_their_names() {
        for permission in Permission::ALL {
            assert_eq!(serde_json::to_value(permission).unwrap(), permission.name());
        }
        for role in SystemRole::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.key());
        }
    }
}
