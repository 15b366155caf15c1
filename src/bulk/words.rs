//! Every sentence about bulk acts that were begun.

use crate::bulk_acts::people;
use crate::ui::number;
use staffroom_contract::Bulk;

pub(super) const NONE_YET: &str = "You have not done anything to many people at once yet.";
pub(super) const YOURS: &str = "What you have done to many people at once, the newest first.";
pub(super) const TO_THE_STAFF: &str = "Back to the staff table";
pub(super) const PROGRESS: &str = "Progress";
pub(super) const GOES_ON: &str = "You can close this page. It goes on, and you find it here again.";
pub(super) const STOP: &str = "Stop";
pub(super) const WHAT_STOPPING_MEANS: &str = "What is done stays done. Nothing happens to those who still wait, and you can try again with them later.";
pub(super) const NOT_HERE: &str =
    "There is no such bulk action, or it is not yours to see. Results are kept for 30 days.";
pub(super) const ALL_OF_YOURS: &str = "All your bulk actions";
pub(super) const RESULTS: &str = "Results";
pub(super) const EVERYBODY: &str = "Everybody";
pub(super) const PERSON: &str = "Person";
pub(super) const RESULT: &str = "Result";
pub(super) const WHY: &str = "Why";
pub(super) const NOBODY: &str = "Nobody is here.";
pub(super) const UNKNOWN: &str = "Somebody whom you cannot see";
pub(super) const LOAD_MORE: &str = "Load more";
pub(super) const DOWNLOAD: &str = "Download results";
/// What the browser calls the file.
pub(super) const FILE_NAME: &str = "bulk-results.csv";

/// Who began it, and when.
pub(super) fn begun(by: &str, at: &str) -> String {
    format!("Begun by {by} on {at}")
}

/// How far it is, or what came of it.
pub(super) fn progress(bulk: &Bulk) -> String {
    if bulk.finished_at.is_some() {
        let how = if bulk.stopped > 0 { "Stopped" } else { "Finished" };
        return format!("{how}. {}", outcome(bulk));
    }
    format!("{} of {}", number(bulk.seen_to()), people(bulk.people()))
}

/// How many are done, left out, failed, not reached, and still wait. What is nought is not said.
pub(super) fn outcome(bulk: &Bulk) -> String {
    let parts = [
        (bulk.done, "done"),
        (bulk.left_out, "left out"),
        (bulk.failed, "failed"),
        (bulk.stopped, "not reached"),
        (bulk.waiting, "waiting"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts.map(|(count, word)| format!("{} {word}", number(count))).collect();
    parts.join(", ")
}

/// The button that tries again what failed or was stopped.
pub(super) fn try_again(count: u32) -> String {
    format!("Try again with {}", people(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{BulkId, BulkKind, UnixSeconds};

    fn bulk(waiting: u32, done: u32, left_out: u32, failed: u32) -> Bulk {
        Bulk {
            id: BulkId::new("one"),
            kind: BulkKind::Deactivate,
            destination: None,
            begun_by: "Morgan Manager".to_owned(),
            is_own: true,
            begun_at: UnixSeconds(0),
            finished_at: (waiting == 0).then_some(UnixSeconds(1)),
            waiting,
            done,
            left_out,
            failed,
            stopped: 0,
        }
    }

    /// What is nought is not said.
    #[test]
    fn progress_is_told_in_words() {
        assert_eq!(progress(&bulk(700, 290, 8, 2)), "300 of 1,000 people");
        assert_eq!(progress(&bulk(0, 1_200, 0, 1)), "Finished. 1,200 done, 1 failed");
        assert_eq!(outcome(&bulk(0, 0, 3, 0)), "3 left out");
        let stopped = Bulk { stopped: 988, ..bulk(0, 12, 0, 0) };
        assert_eq!(progress(&stopped), "Stopped. 12 done, 988 not reached");
        assert_eq!(try_again(1), "Try again with 1 person");
    }
}
