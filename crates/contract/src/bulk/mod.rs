//! The same act upon many people at once: a bulk act.
//!
//! Whom it is about is settled when it begins. The server then sees to one person after the other, by the same rules as
//! if each of them were acted upon alone, and keeps what became of each.

mod act;
mod begun;
mod outcome;
mod preview;
mod result;
mod selection;

pub use act::{BulkAct, BulkKind};
pub use begun::Bulk;
pub use outcome::{BulkReason, BulkState};
pub use preview::{BulkLeftOut, BulkPreview, BulkReasonCount, PreviewBulk, StartBulk};
pub use result::{BulkResult, BulkResultPage, ListBulkResults};
pub use selection::BulkSelection;

/// The most people that one bulk act can be about.
pub const BULK_MOST_PEOPLE: u32 = 10_000;

/// The most people that can be named one by one, in a selection or left out of one.
pub const BULK_MOST_NAMED: u32 = 1_000;

/// For how long the results of a bulk act are kept once it has finished, in seconds. What was done stays in the audit
/// log.
pub const BULK_RESULT_SECONDS: i64 = 30 * 24 * 60 * 60;
