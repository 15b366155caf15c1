//! One import, in whichever state it is.

use super::checked::CheckedImport;
use super::done::DoneImport;
use super::running::RunningImport;
use super::watch::Watched;
use super::{model, words};
use crate::feedback::LoadFailed;
use leptos::prelude::*;
use staffroom_contract::{ImportId, ImportState};

/// Where an import stands, announced whenever that changes, and what can be done about it.
#[component]
pub(super) fn OneImport(id: ImportId) -> impl IntoView {
    let watched = Watched::begin(id);
    let import = watched.now();
    let state = Memo::new(move |_| import.read().as_ref().map(|import| import.state));
    let summary = move || import.read().as_ref().map(words::summary);
    let told = Memo::new(move |_| {
        let import = import.read();
        let running = import.as_ref().filter(|import| import.state == ImportState::Running);
        running.map(|import| words::per_cent(model::tenths(&import.counts)))
    });
    let body = move || match (watched.failure().get(), state.get()) {
        (Some(error), _) => {
            let retry = Callback::new(move |()| watched.load());
            view! { <LoadFailed error on_retry=retry /> }.into_any()
        }
        (None, None) => view! { <span class="skeleton skeleton--card" /> }.into_any(),
        (None, Some(ImportState::Checked)) => view! { <CheckedImport watched /> }.into_any(),
        (None, Some(ImportState::Running)) => view! { <RunningImport watched /> }.into_any(),
        (None, Some(ImportState::Done)) => view! { <DoneImport watched /> }.into_any(),
    };
    view! {
        <div role="status">
            <p class="import__summary">{summary}</p>
            <p class="visually-hidden">{told}</p>
        </div>
        {body}
    }
    .into_any()
}
