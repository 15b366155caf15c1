//! How far an act is.

use super::watch::Watched;
use super::words;
use leptos::prelude::*;
use staffroom_contract::Bulk;

/// A bar with what it means in words. What is heard of it comes by quarters, so that nobody is talked to all the time.
#[component]
pub(super) fn Progress(watched: Watched) -> impl IntoView {
    let known = move |part: fn(&Bulk) -> u32| move || watched.now().get().as_ref().map_or(0, part);
    let seen_to = known(Bulk::seen_to);
    let sentence = move || watched.now().get().map(|bulk| words::progress(&bulk));
    let is_running = Memo::new(move |_| watched.now().get().is_some_and(|bulk| bulk.finished_at.is_none()));
    let quarter = Memo::new(move |_| watched.now().get().map(|bulk| quarter_of(&bulk)));
    let heard = move || {
        quarter.track();
        untrack(|| watched.now().get()).map(|bulk| words::progress(&bulk))
    };
    view! {
        <div class="bulk__progress">
            <progress aria-label=words::PROGRESS max=known(Bulk::people) prop:value=seen_to />
            <p aria-hidden="true">{sentence}</p>
            <p class="visually-hidden" role="status">
                {heard}
            </p>
            {move || is_running.get().then(|| view! { <p class="bulk__quiet">{words::GOES_ON}</p> })}
        </div>
    }
}

/// Which quarter an act is in; the fifth once it is finished.
fn quarter_of(bulk: &Bulk) -> u32 {
    if bulk.finished_at.is_some() {
        return 5;
    }
    bulk.seen_to() * 4 / bulk.people().max(1)
}
