//! What became of each row.

use super::row_table::RowTable;
use super::watch::Watched;
use super::words;
use crate::api;
use leptos::prelude::*;
use staffroom_contract::ImportRowState;
use staffroom_contract::paths::page;

/// The result of each row, those first that somebody should look at, and the same as a file.
#[component]
pub(super) fn DoneImport(watched: Watched) -> impl IntoView {
    let counts = untrack(|| watched.now().read().as_ref().map(|import| import.counts));
    let counts = counts.unwrap_or_default();
    let shown = if counts.failed > 0 { Some(ImportRowState::Failed) } else { None };
    view! {
        <div class="import__actions">
            <a class="button button--primary" href=format!("{}?status=pending", page::STAFF)>
                {words::PENDING_STAFF}
            </a>
            <a
                class="button button--secondary"
                href=api::export_import_results(&watched.id())
                download=words::RESULTS_NAME
            >
                {words::DOWNLOAD}
            </a>
            <a class="button button--secondary" href=page::IMPORT>
                {words::ANOTHER_FILE}
            </a>
        </div>
        <RowTable id=watched.id() counts shown />
    }
    .into_any()
}
