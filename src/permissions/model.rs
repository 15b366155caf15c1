//! Permissions in their groups, and sets of them.

use super::words;
use staffroom_contract::Permission;

/// Permissions about the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are about.
    pub name: &'static str,
    /// The permissions.
    pub permissions: &'static [Permission],
}

/// Every permission, in its group.
pub const GROUPS: [Group; 3] = [
    Group { name: words::PEOPLE, permissions: &[Permission::ManageAccounts] },
    Group { name: words::PRACTICE, permissions: &[Permission::ManagePractice, Permission::ManageRoles] },
    Group { name: words::RECORDS, permissions: &[Permission::ViewAuditLog] },
];

/// The groups with what of them a search finds: by the permission's name, its sentence or its group. Groups of which
/// nothing is found are left out.
pub fn found(search: &str) -> Vec<(&'static str, Vec<Permission>)> {
    let search = search.trim().to_lowercase();
    let is_found = |text: &str| text.to_lowercase().contains(&search);
    let of_group = |group: Group| {
        let found: Vec<_> = group
            .permissions
            .iter()
            .copied()
            .filter(|permission| {
                [group.name, words::name(*permission), words::sentence(*permission)].into_iter().any(is_found)
            })
            .collect();
        (!found.is_empty()).then_some((group.name, found))
    };
    GROUPS.into_iter().filter_map(of_group).collect()
}

/// The set with this permission, or without it if it was in there; in the order of all permissions.
pub fn toggled(set: &[Permission], permission: Permission) -> Vec<Permission> {
    let stays = |other: &Permission| set.contains(other) != (*other == permission);
    Permission::ALL.into_iter().filter(stays).collect()
}

/// What is in `set` and not in `other`.
pub fn beyond(set: &[Permission], other: &[Permission]) -> Vec<Permission> {
    set.iter().copied().filter(|permission| !other.contains(permission)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNTS: Permission = Permission::ManageAccounts;
    const LOG: Permission = Permission::ViewAuditLog;

    /// A permission that stands in no group could not be given to anybody.
    #[test]
    fn each_permission_stands_in_one_group() {
        for permission in Permission::ALL {
            let groups = GROUPS.iter().filter(|group| group.permissions.contains(&permission));
            assert_eq!(groups.count(), 1, "{permission:?}");
        }
    }

    /// One finds a permission by what it is called, by what it does, and by what it is about.
    #[test]
    fn a_search_finds_by_name_sentence_and_group() {
        let permissions = |search| found(search).into_iter().flat_map(|(_, found)| found).collect::<Vec<_>>();
        assert_eq!(permissions("").len(), Permission::ALL.len());
        assert_eq!(permissions(" AUDIT log"), [LOG]);
        assert_eq!(permissions("deactivate"), [ACCOUNTS]);
        assert_eq!(permissions("records"), [LOG]);
        assert!(found("nothing like it").is_empty());
    }

    /// A second press takes back the first.
    #[test]
    fn a_permission_is_toggled() {
        let both = toggled(&[LOG], ACCOUNTS);
        assert_eq!(both, [ACCOUNTS, LOG]);
        assert_eq!(toggled(&both, ACCOUNTS), [LOG]);
        assert_eq!(beyond(&both, &[LOG]), [ACCOUNTS]);
    }
}
