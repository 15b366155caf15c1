//! A bulk act that began.

use super::BulkKind;
use crate::{BulkId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// A bulk act that began: an item of `list_bulk`, and the answer of `get_bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bulk {
    /// Names it.
    pub id: BulkId,
    /// What is done to each.
    pub kind: BulkKind,
    /// The office that people are moved to, or the first and last name of their new primary provider.
    pub destination: Option<String>,
    /// First and last name of whoever began it.
    pub begun_by: String,
    /// Whether that is whoever asks: only they try again.
    pub is_own: bool,
    /// When it began.
    pub begun_at: UnixSeconds,
    /// When the last one had their turn; absent while it runs.
    pub finished_at: Option<UnixSeconds>,
    /// How many wait for their turn.
    pub waiting: u32,
    /// With how many it was done.
    pub done: u32,
    /// To how many it cannot be done.
    pub left_out: u32,
    /// With how many it failed.
    pub failed: u32,
    /// How many it was stopped before.
    pub stopped: u32,
}

impl Bulk {
    /// How many people it is about.
    pub const fn people(&self) -> u32 {
        self.waiting + self.done + self.left_out + self.failed + self.stopped
    }

    /// How many have had their turn, or need none.
    pub const fn seen_to(&self) -> u32 {
        self.done + self.left_out + self.failed
    }

    /// With how many it can be tried again.
    pub const fn retryable(&self) -> u32 {
        self.failed + self.stopped
    }
}
