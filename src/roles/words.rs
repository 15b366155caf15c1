//! Every sentence of the roles' pages.

use crate::ui::counted;
use staffroom_contract::SystemRole;

pub(super) const INTRODUCTION: &str = "A role says what people who do the same work may do. The system roles stay \
     as they are; make your own from one of them.";
pub(super) const SEARCH_ROLES: &str = "Search roles";
pub(super) const NEW_ROLE: &str = "New role";
pub(super) const ROLE: &str = "Role";
pub(super) const PEOPLE: &str = "People";
pub(super) const PERMISSIONS: &str = "Permissions";
pub(super) const ACTION: &str = "Action";
pub(super) const SYSTEM: &str = "System";
pub(super) const ONLY_OWN_ACCOUNT: &str = "Only their own account";
pub(super) const USE: &str = "Make a role from it";
pub(super) const EDIT: &str = "Edit";
pub(super) const RETIRE: &str = "Retire";
pub(super) const CLEAR_SEARCH: &str = "Clear search";

pub(super) const EDIT_ROLE: &str = "Edit role";
pub(super) const NAME: &str = "Name";
pub(super) const MADE_FROM: &str = "Made from";
pub(super) const CREATE: &str = "Create role";
pub(super) const SAVE: &str = "Save";
pub(super) const NAME_TAKEN: &str =
    "Choose another name: a role already has this one, or one that looks like it.";
pub(super) const NO_SUCH_ROLE: &str = "There is no role of your own here. It may have been retired.";
pub(super) const CHANGED_MEANWHILE: &str = "Somebody else changed this role in the meantime. What you \
     chose is kept. Save again to have it your way.";
pub(super) const IS_GONE_FOR_GOOD: &str =
    "Nobody can be given it any more. The audit log keeps what was done with it.";

/// What a role was made from.
pub(super) fn made_from(role: SystemRole) -> String {
    format!("Made from {}", role.name())
}

/// How many people hold a role.
pub(super) fn people(count: u64) -> String {
    if count == 0 { "Nobody".to_owned() } else { counted(count, "person", "people") }
}

/// The same as a link to them, for those who hear it without its row.
pub(super) fn show_people(role: &str, count: u64) -> String {
    format!("{}: show who holds {role}", people(count))
}

/// An act upon one role, for those who hear it without its row.
pub(super) fn act_upon(act: &str, role: &str) -> String {
    format!("{act}: {role}")
}

/// How many of how many roles are shown.
pub(super) fn showing(shown: usize, total: usize) -> String {
    format!("Showing {shown} of {total} roles")
}

/// A search that found nothing.
pub(super) fn nothing_matches(search: &str) -> String {
    format!("No roles match “{}”.", search.trim())
}

/// For whom a change of a role holds.
pub(super) fn holds_for(count: u64) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 person holds this role. What you change holds for them at once.".to_owned()),
        count => Some(format!("{} hold this role. What you change holds for them at once.", people(count))),
    }
}

/// Why a role cannot be retired, if it cannot.
pub(super) fn held_by(count: u64) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 person holds this role. Give them another one first.".to_owned()),
        count => Some(format!("{} hold this role. Give them another one first.", people(count))),
    }
}

/// The question whether to retire a role.
pub(super) fn retire_title(name: &str) -> String {
    format!("Retire {name}?")
}

/// A role was made.
pub(super) fn created(name: &str) -> String {
    format!("The role {name} was made.")
}

/// A role was changed.
pub(super) fn updated(name: &str) -> String {
    format!("The role {name} was changed.")
}

/// A role was taken away.
pub(super) fn retired(name: &str) -> String {
    format!("The role {name} was retired.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A number agrees with its noun.
    #[test]
    fn people_are_counted_in_words() {
        assert_eq!([people(0), people(1), people(1_240)], ["Nobody", "1 person", "1,240 people"]);
        assert_eq!(holds_for(0), None);
        assert!(held_by(1).is_some_and(|sentence| sentence.starts_with("1 person holds")));
        assert!(held_by(2).is_some_and(|sentence| sentence.starts_with("2 people hold ")));
    }
}
