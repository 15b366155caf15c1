//! What became of each person.

use super::{BulkReason, BulkState};
use crate::{StaffId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// `list_bulk_results`: what became of whom, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ListBulkResults {
    /// Those of whom this became.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<BulkState>,
    /// `next` of the page before; left out for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1))]
    pub after: Option<String>,
    /// How many people, 1 to 100; 50 if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
}

impl ListBulkResults {
    /// People on a page if the asker does not say.
    pub const DEFAULT_LIMIT: u32 = 50;
    /// The most people on a page.
    pub const MAX_LIMIT: u32 = 100;
}

/// A page of results, in the order in which people have their turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResultPage {
    /// The results.
    pub items: Vec<BulkResult>,
    /// What to send as `after` for the next page; absent on the last.
    pub next: Option<String>,
}

/// What became of one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// Who.
    pub staff_id: StaffId,
    /// First and last name as of when it began; absent if there was nobody of this id of whom whoever began it may
    /// know.
    pub full_name: Option<String>,
    /// What became of them.
    pub state: BulkState,
    /// Why, if it was not done.
    pub reason: Option<BulkReason>,
    /// When; absent while they wait.
    pub at: Option<UnixSeconds>,
}
