//! Roles, and what they allow.

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

/// The roles that every practice has. Practices may add their own; these stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

    /// The roles that allow this.
    pub fn all_with(permission: Permission) -> Vec<Self> {
        Self::ALL.into_iter().filter(|role| role.permissions().contains(&permission)).collect()
    }

    /// What requests call the role.
    pub const fn id(self) -> &'static str {
        match self {
            Self::BillingStaff => "billing_staff",
            Self::BtgAdmin => "btg_admin",
            Self::Nurse => "nurse",
            Self::OfficeManager => "office_manager",
            Self::Provider => "provider",
            Self::Staff => "staff",
        }
    }

    /// The role with this id.
    pub fn with_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
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

    /// Whether this role allows everything that `other` allows. Somebody acts only upon people whose role
    /// theirs covers.
    pub fn covers(self, other: Self) -> bool {
        other.permissions().iter().all(|permission| self.permissions().contains(permission))
    }
}

/// A role as it is shown beside a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// The role's name, such as "Nurse".
    pub name: String,
    /// Whether it is one of the roles that every practice has.
    pub is_system: bool,
}

impl Role {
    /// The role as the staff table shows it, such as "Nurse (System)".
    pub fn label(&self) -> String {
        if self.is_system { format!("{} (System)", self.name) } else { self.name.clone() }
    }
}

impl From<SystemRole> for Role {
    fn from(role: SystemRole) -> Self {
        Self { name: role.name().to_owned(), is_system: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Nobody gains power over someone who may do more than they: the office manager does not reset the BTG
    /// admin, and both reset everyone else.
    #[test]
    fn a_role_covers_those_that_allow_no_more_than_it() {
        assert!(SystemRole::BtgAdmin.covers(SystemRole::OfficeManager));
        assert!(!SystemRole::OfficeManager.covers(SystemRole::BtgAdmin));
        for role in SystemRole::ALL {
            assert!(role.covers(role));
            assert!(SystemRole::BtgAdmin.covers(role));
        }
    }

    /// A role has the same name in a request of its own and in whatever else travels.
    #[test]
    fn a_role_is_known_by_its_id() {
        for role in SystemRole::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.id());
            assert_eq!(SystemRole::with_id(role.id()), Some(role));
        }
        assert_eq!(SystemRole::with_id("Nurse"), None);
    }

    #[test]
    fn a_system_role_says_so() {
        assert_eq!(Role::from(SystemRole::Nurse).label(), "Nurse (System)");
    }
}
