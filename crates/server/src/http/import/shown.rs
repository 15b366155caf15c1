//! Imports as answers show them.

use staffroom_contract::{Import, ImportState};
use staffroom_store::ImportRecord;

/// An import, without who asked for it: nobody else sees it.
pub(super) fn import(record: ImportRecord) -> Import {
    Import {
        state: match (record.confirmed_at, record.ended_at) {
            (None, _) => ImportState::Checked,
            (Some(_), None) => ImportState::Running,
            (Some(_), Some(_)) => ImportState::Done,
        },
        id: record.id,
        checked_at: record.checked_at,
        confirmed_at: record.confirmed_at,
        ended_at: record.ended_at,
        counts: record.counts,
    }
}
