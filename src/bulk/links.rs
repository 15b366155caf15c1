//! What the address of the page says: which act is shown, and which of its results.

use crate::routes;
use leptos::prelude::*;
use staffroom_contract::paths::page;
use staffroom_contract::{BulkId, BulkState};

/// The member that names the results.
const RESULT: &str = "result";

/// Which act is shown, and which of its results.
#[derive(Clone, Copy)]
pub(super) struct Links {
    /// The act; all of one's own if there is none.
    pub(super) id: Memo<Option<BulkId>>,
    /// Those of whom this became; everybody if there is none.
    pub(super) state: Memo<Option<BulkState>>,
}

/// Reads the address for as long as the page is there.
pub(super) fn read_links() -> Links {
    let id = routes::read_query(page::BULK, |query| {
        query.get(routes::ACT).filter(|id| !id.is_empty()).map(BulkId::new)
    });
    let state = routes::read_query(page::BULK, |query| {
        let name = query.get(RESULT)?;
        BulkState::ALL.into_iter().find(|state| state.name() == name)
    });
    Links { id, state }
}

/// The results of an act of whom `state` became.
pub(super) fn results(id: &BulkId, state: Option<BulkState>) -> String {
    let act = routes::bulk(id);
    state.map_or_else(|| act.clone(), |state| format!("{act}&{RESULT}={}", state.name()))
}
