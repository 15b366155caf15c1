//! The staff table, its lists and its foot.

use super::status::DEACTIVATE;
use super::status::REACTIVATE;
use crate::api::ApiError;
use crate::feedback;
use crate::ui::{number, time};
use staffroom_contract::StaffStatus;
use staffroom_contract::StaffSummary;
use staffroom_contract::UnixSeconds;
use staffroom_contract::text::SEARCH_MAX;

pub(in crate::staff) const IMPORT: &str = "Import";
pub(in crate::staff) const LISTS: &str = "Lists";
pub(in crate::staff) const ACTIVE: &str = "Active";
pub(in crate::staff) const INACTIVE: &str = "Inactive";
pub(in crate::staff) const PENDING: &str = "Pending";
pub(in crate::staff) const ALL: &str = "All";
pub(in crate::staff) const FILTERS: &str = "Filters";
pub(in crate::staff) const LAST_SIGN_IN: &str = "Last sign-in";
pub(in crate::staff) const INVITATION: &str = "Invitation";
pub(in crate::staff) const SEARCH_STAFF: &str = "Search staff";
pub(in crate::staff) const SEARCH_HINT: &str = "Name, username, email or phone";
pub(in crate::staff) const CLEAR_SEARCH: &str = "Clear search";
pub(in crate::staff) const CLEAR_FILTERS: &str = "Clear filters";
pub(in crate::staff) const TWO_FACTOR_AUTH: &str = "2-Factor Auth";
pub(in crate::staff) const ACTION: &str = "Action";
pub(in crate::staff) const END_OF_LIST: &str = "You have reached the end.";
pub(in crate::staff) const LOADING_MORE: &str = "Loading more…";

/// How many of how many people are loaded.
pub(in crate::staff) fn showing(loaded: usize, total: u64) -> String {
    format!("Showing {} of {} records", number(loaded as u64), number(total))
}

/// A list that has nobody to show, and whether others have somebody.
pub(in crate::staff) fn nobody(search: &str, is_filtered: bool, are_elsewhere: bool) -> String {
    let sentence = match (search, is_filtered) {
        ("", false) => return "There is nobody in this list.".to_owned(),
        ("", true) => "No staff match these filters.".to_owned(),
        (search, false) => format!("No staff match “{search}”."),
        (search, true) => format!("No staff match “{search}” and these filters."),
    };
    if are_elsewhere { sentence + " There are some in the other lists." } else { sentence }
}

/// When somebody signed in last.
pub(in crate::staff) fn last_sign_in(at: Option<UnixSeconds>) -> String {
    at.map_or_else(|| "Never".to_owned(), time::words)
}

/// What has become of a pending person's invitation.
pub(in crate::staff) fn invitation(person: &StaffSummary) -> Option<String> {
    (person.status == StaffStatus::Pending).then(|| {
        match person.invitation_expires_at.filter(|expires_at| *expires_at > time::now()) {
            Some(expires_at) => format!("valid until {}", time::words(expires_at)),
            None => "ran out".to_owned(),
        }
    })
}

/// A search that is not carried out.
pub(in crate::staff) fn search_too_long() -> String {
    format!("This search is too long. Use {SEARCH_MAX} characters or fewer.")
}

/// A further page that did not come.
pub(in crate::staff) fn more_failed(error: &ApiError) -> String {
    format!("More could not be loaded. {}", feedback::words::of_load(error))
}

/// A label before its value.
pub(in crate::staff) fn labelled(label: &str) -> String {
    format!("{label}: ")
}

/// What a person's badge says; those who may sign in have none.
pub(in crate::staff) const fn status(status: StaffStatus) -> Option<&'static str> {
    match status {
        StaffStatus::Active => None,
        StaffStatus::Inactive => Some(INACTIVE),
        StaffStatus::Pending => Some(PENDING),
    }
}

/// The link to the question that a person's status leaves open.
pub(in crate::staff) const fn status_question(status: StaffStatus) -> &'static str {
    match status {
        StaffStatus::Active | StaffStatus::Pending => DEACTIVATE,
        StaffStatus::Inactive => REACTIVATE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The foot of the table says what the reference page says, with the true figures.
    #[test]
    fn the_foot_tells_the_figures() {
        assert_eq!(showing(2, 2), "Showing 2 of 2 records");
        assert_eq!(showing(60, 12_431), "Showing 60 of 12,431 records");
    }
}
