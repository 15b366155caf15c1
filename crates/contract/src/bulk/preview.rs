//! What a bulk act would come to, and the request that begins it.

use super::{BulkAct, BulkReason, BulkSelection};
use crate::StaffId;
use crate::field::FieldProblem;
use serde::{Deserialize, Serialize};

/// `preview_bulk`: what would be done, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewBulk {
    /// What is done to each.
    pub act: BulkAct,
    /// Whom it is about.
    pub selection: BulkSelection,
}

/// `start_bulk`: what is done, and to whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StartBulk {
    /// What is done to each.
    pub act: BulkAct,
    /// Whom it is about.
    pub selection: BulkSelection,
    /// Who whoever asks takes them to be: [`BulkPreview::digest`]. If they are others by now, nothing begins.
    pub expected: String,
}

impl PreviewBulk {
    /// Without the white space around what was typed.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { act: self.act.tidied(), ..self }
    }

    /// What is wrong with the request in itself.
    ///
    /// # Errors
    /// Every field that is refused.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let problems: Vec<_> = self.act.problem().into_iter().chain(self.selection.problem()).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// What a bulk act would come to by now: the answer of `preview_bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkPreview {
    /// How many people were selected.
    pub selected: u32,
    /// Stands for who they are, in whatever order. It is an opaque text, which `start_bulk` wants back.
    pub digest: String,
    /// To how many of them it can be done.
    pub possible: u32,
    /// Why it cannot be done to the others, the most frequent reason first.
    pub reasons: Vec<BulkReasonCount>,
    /// Those to whom it cannot be done, the first [`BulkPreview::MOST_NAMED`].
    pub left_out: Vec<BulkLeftOut>,
}

impl BulkPreview {
    /// How many of those who are left out are named.
    pub const MOST_NAMED: usize = 100;
}

/// How many people are left out for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkReasonCount {
    /// The reason.
    pub reason: BulkReason,
    /// How many people.
    pub count: u32,
}

/// Somebody who would be left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkLeftOut {
    /// Who.
    pub staff_id: StaffId,
    /// First and last name; absent if there is nobody of this id, or nobody of whom whoever asks may know.
    pub full_name: Option<String>,
    /// Why.
    pub reason: BulkReason,
}
