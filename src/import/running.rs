//! How far an import has come.

use super::watch::Watched;
use super::{model, words};
use leptos::prelude::*;

/// A bar, and the numbers beside it.
#[component]
pub(super) fn RunningImport(watched: Watched) -> impl IntoView {
    let progress = Memo::new(move |_| {
        let import = watched.now();
        let counts = import.read().as_ref().map(|import| import.counts).unwrap_or_default();
        model::progress(&counts)
    });
    view! {
        <div class="import-progress">
            <progress
                aria-label=words::ADDING
                max=move || progress.get().1.to_string()
                value=move || progress.get().0.to_string()
            />
            <span>{move || { let (done, all) = progress.get(); words::so_far(done, all) }}</span>
        </div>
        <p class="import__introduction">{words::MAY_LEAVE}</p>
    }
    .into_any()
}
