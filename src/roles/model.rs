//! Which roles a search finds, and what a form about one holds.

use crate::permissions;
use staffroom_contract::{RoleId, RoleSummary, SystemRole};

/// The roles whose name has the searched text in it, or the name of a permission that they allow.
pub(super) fn matching(roles: &[RoleSummary], search: &str) -> Vec<RoleSummary> {
    let search = search.trim().to_lowercase();
    let matches = |text: &str| text.to_lowercase().contains(&search);
    let is_found = |role: &&RoleSummary| {
        matches(&role.name)
            || role.permissions.iter().any(|permission| matches(permissions::name(*permission)))
    };
    roles.iter().filter(is_found).cloned().collect()
}

/// The system role with this key.
pub(super) fn system_role(key: &str) -> Option<SystemRole> {
    SystemRole::ALL.into_iter().find(|role| role.key() == key)
}

/// The part of a role that its links have in their ids.
pub(super) fn link_id(act: &str, id: &RoleId) -> String {
    format!("role-{act}-{id}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::Permission;

    fn role(name: &str, permissions: &[Permission]) -> RoleSummary {
        RoleSummary {
            id: RoleId::new(name),
            name: name.to_owned(),
            based_on: None,
            permissions: permissions.to_vec(),
            people: 0,
            version: 1,
        }
    }

    /// One finds a role by what it is called and by what it allows.
    #[test]
    fn a_search_finds_by_name_and_permission() {
        let roles = [role("Nurse", &[]), role("Auditor", &[Permission::ViewAuditLog])];
        let names =
            |search| matching(&roles, search).into_iter().map(|role| role.name).collect::<Vec<_>>().join(" ");
        assert_eq!(names(""), "Nurse Auditor");
        assert_eq!(names(" nUR"), "Nurse");
        assert_eq!(names("view audit"), "Auditor");
        assert_eq!(names("plumber"), "");
    }

    #[test]
    fn a_system_role_is_known_by_its_key() {
        assert_eq!(system_role("btg_admin"), Some(SystemRole::BtgAdmin));
        assert_eq!(system_role("Nurse"), None);
    }
}
