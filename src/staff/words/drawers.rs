//! The drawers in which a person is added and changed.

use super::fields::label;
use crate::staff::model::Field;

pub(in crate::staff) const ADD_STAFF: &str = "Add Staff";
pub(in crate::staff) const UPDATE_STAFF: &str = "Update Staff";
pub(in crate::staff) const STAFF_INFORMATION: &str = "Staff Information";
pub(in crate::staff) const THEY_CHOOSE_A_PASSWORD: &str =
    "They get an invitation by mail and choose their password themselves.";
/// Whom somebody works with who is a provider themselves.
pub(in crate::staff) const THEMSELVES: &str = "Themselves";
pub(in crate::staff) const ADD_AND_INVITE: &str = "Add and invite";
pub(in crate::staff) const CHANGE_EMAIL: &str = "Change Email";
pub(in crate::staff) const SOMEBODY_CHANGED: &str = "Somebody else changed this person in the meantime";
pub(in crate::staff) const NOTHING_YOU_SEE_CHANGED: &str =
    "Nothing in this form is concerned. Select Save to save your changes.";
pub(in crate::staff) const WHAT_IS_KEPT: &str =
    "What you typed is kept. Fields that you did not touch show the new values. Select Save to save yours.";
pub(in crate::staff) const EMPTY: &str = "empty";

/// What somebody else made of a field, and what was typed here instead.
pub(in crate::staff) fn changed_to(field: Field, theirs: &str, yours: Option<&str>) -> String {
    let quoted = |value: &str| if value.is_empty() { EMPTY.to_owned() } else { format!("“{value}”") };
    let theirs = quoted(theirs);
    match yours {
        Some(yours) => format!("{} is now {theirs}; you typed {}.", label(field), quoted(yours)),
        None => format!("{} is now {theirs}.", label(field)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A conflict names the field, what it is now, and what would be lost.
    #[test]
    fn a_conflict_shows_both_values() {
        assert_eq!(
            changed_to(Field::Username, "cnurse", Some("camilla")),
            "Username is now “cnurse”; you typed “camilla”."
        );
        assert_eq!(changed_to(Field::CellPhone, "", None), "Cell Phone is now empty.");
    }
}
