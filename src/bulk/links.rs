//! What the address of the page says: which act is shown, and which of its results.

use crate::routes;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
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
    let (query, path) = (use_query_map(), use_location().pathname);
    let member = move |name| query.with(|query| query.get(name)).unwrap_or_default();
    // On the way to another page its query is none of this one's.
    let is_here = move || *path.read() == page::BULK;
    let id = Memo::new(move |known: Option<&Option<BulkId>>| {
        let id = member(routes::ACT);
        if is_here() { (!id.is_empty()).then(|| BulkId::new(id)) } else { known.cloned().flatten() }
    });
    let state = Memo::new(move |_| {
        let name = member(RESULT);
        BulkState::ALL.into_iter().find(|state| state.name() == name)
    });
    Links { id, state }
}

/// The results of an act of whom `state` became.
pub(super) fn results(id: &BulkId, state: Option<BulkState>) -> String {
    let act = routes::bulk(id);
    state.map_or_else(|| act.clone(), |state| format!("{act}&{RESULT}={}", state.name()))
}
