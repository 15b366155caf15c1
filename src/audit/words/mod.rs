//! Every sentence of the audit log. Here are those of its page; what happened has files of its own.

mod acts;
mod details;

pub(super) use {acts::*, details::*};

use crate::api::ApiError;
use crate::feedback;
use crate::ui::counted;

pub(super) const AUDIT_LOG: &str = "Audit log";
pub(super) const FILTERS: &str = "Filters";
pub(super) const EVENT: &str = "Event";
pub(super) const ANY: &str = "Any";
pub(super) const FROM: &str = "From";
pub(super) const UNTIL: &str = "Until";
pub(super) const DOWNLOAD_CSV: &str = "Download CSV";
/// What the browser calls the file.
pub(super) const FILE_NAME: &str = "audit-events.csv";

pub(super) const WHEN: &str = "When";
pub(super) const WHO: &str = "Who";
pub(super) const WHAT: &str = "What";
pub(super) const WHOM: &str = "Whom";
pub(super) const RESULT: &str = "Result";
pub(super) const FROM_WHERE: &str = "From where";
/// Stands where there is nobody, or nothing is known.
pub(super) const NOTHING: &str = "-";

pub(super) const LOAD_MORE: &str = "Load more";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const CLEAR_FILTERS: &str = "Clear filters";
pub(super) const NO_EVENTS: &str = "Nothing has happened yet.";
pub(super) const NO_EVENTS_MATCH: &str = "No events match these filters.";

/// The link to all that somebody did.
pub(super) fn show_done_by(name: &str) -> String {
    format!("{name}: show what they did")
}

/// The link to all that was done to somebody.
pub(super) fn show_done_to(name: &str) -> String {
    format!("{name}: show what was done to them")
}

/// A person who is filtered by: "Whom: Camille Nurse".
pub(super) fn chosen(label: &str, name: &str) -> String {
    format!("{label}: {name}")
}

/// The button that takes such a filter away.
pub(super) fn remove(chosen: &str) -> String {
    format!("Remove the filter {chosen}")
}

/// How much of the log is shown.
pub(super) fn showing(shown: usize, has_more: bool, is_full: bool) -> String {
    let events = counted(shown as u64, "event", "events");
    match (has_more, is_full) {
        (false, _) => format!("Showing {events}. You have reached the end."),
        (true, false) => format!("Showing the newest {events}."),
        (true, true) => {
            format!("Showing the newest {events}. Narrow the filters to see older ones, or download all.")
        }
    }
}

/// A further page that did not come.
pub(super) fn more_failed(error: &ApiError) -> String {
    format!("More could not be loaded. {}", feedback::words::of(error))
}

/// A name of the machinery, as well as it can be read: `staff_renamed` becomes "Staff renamed".
fn spaced(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).map(|letter| if letter == '_' { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_says_whether_that_is_all() {
        assert_eq!(showing(1, false, false), "Showing 1 event. You have reached the end.");
        assert_eq!(showing(50, true, false), "Showing the newest 50 events.");
        assert!(showing(500, true, true).contains("download all"));
    }
}
