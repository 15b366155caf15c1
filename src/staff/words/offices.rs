//! Where a person works.

use crate::api::ApiError;
use staffroom_contract::ProblemCode;

pub(in crate::staff) const OFFICES: &str = "Offices";
/// The name of the link to the drawer, which says what it changes.
pub(in crate::staff) const CHANGE_OFFICES: &str = "Change Restrict offices";
pub(in crate::staff) const RESTRICT_TO_OFFICES: &str = "Restrict to these offices";
pub(in crate::staff) const NOT_YOUR_OWN_OFFICES: &str =
    "Nobody restricts themselves. Ask another administrator.";
pub(in crate::staff) const CHOOSE_AN_OFFICE: &str =
    "Choose at least one office, or turn the restriction off.";
pub(in crate::staff) const LOOK_AT_OFFICES_AGAIN: &str =
    "Somebody else changed this person in the meantime. Look at the offices again, then save.";
pub(in crate::staff) const OFFICE_IS_CLOSED: &str = "closed";
pub(in crate::staff) const OFFICE_IS_NOT_YOURS: &str = "not one of your offices";
pub(in crate::staff) const NO_OFFICES: &str = "There is no office yet. Add one in Practice Settings.";

/// What it means to be restricted to offices.
pub(in crate::staff) fn restrict_does(name: &str) -> String {
    format!("{name} then sees and changes only people who share an office with them.")
}

/// What the boxes are about, each of which is an office.
pub(in crate::staff) fn works_in(name: &str) -> String {
    format!("{name} works in")
}

/// Why offices could not be saved, if it is about them.
pub(in crate::staff) fn offices_refused(error: &ApiError) -> Option<String> {
    let sentence = match error.code()? {
        ProblemCode::InvalidFields => {
            "One of these offices was closed in the meantime. Close this drawer and open it again."
        }
        _ => return None,
    };
    Some(sentence.to_owned())
}
