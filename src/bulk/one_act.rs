//! One act: what it is, how far it is, and what became of each.

use super::following::Following;
use super::progress::Progress;
use super::results::Results;
use super::words;
use crate::api;
use crate::bulk_acts;
use crate::feedback::{self, LoadFailed, use_toasts};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, time};
use leptos::prelude::*;
use staffroom_contract::paths::page;
use staffroom_contract::{Bulk, BulkId, BulkState};

/// The act with this id, and its results of which `state` became.
#[component]
pub(super) fn OneAct(
    /// Names it.
    id: BulkId,
    /// Which results are shown.
    state: Memo<Option<BulkState>>,
) -> impl IntoView {
    let following = Following::begin(id.clone());
    let answer = Memo::new(move |_| following.answer());
    let id = StoredValue::new(id);
    move || match answer.get() {
        None => view! { <span class="skeleton skeleton--card" /> }.into_any(),
        Some(Err(error)) => {
            let retry = Callback::new(move |()| following.load());
            view! { <LoadFailed error on_retry=retry /> }.into_any()
        }
        Some(Ok(())) => view! {
            <Heading following />
            <Progress following />
            <Tools id=id.get_value() following />
            <Results id=id.get_value() state following />
        }
        .into_any(),
    }
}

#[component]
fn Heading(following: Following) -> impl IntoView {
    let bulk = untrack(|| following.now());
    bulk.map(|bulk: Bulk| {
        view! {
            <header>
                <h2 class="bulk__act">{bulk_acts::act_to(bulk.kind, bulk.destination.as_deref())}</h2>
                <p class="bulk__quiet">{words::begun(&bulk.begun_by, &time::words(bulk.begun_at))}</p>
            </header>
        }
    })
}

/// What can be done with it: try again what failed, take the results along, begin another one.
#[component]
fn Tools(id: BulkId, following: Following) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let file = api::export_bulk_results(&id);
    let id = StoredValue::new(id);
    let retry = Action::new_local(move |(): &()| {
        let id = id.get_value();
        async move {
            match session.with_fresh(|| api::retry_bulk(&id)).await {
                Ok(bulk) => following.put(bulk),
                Err(refusal) => toasts.failure(feedback::words::of(&refusal)),
            }
        }
    });
    let press = Callback::new(move |()| {
        if !retry.pending().get_untracked() {
            retry.dispatch_local(());
        }
    });
    let failed = Memo::new(move |_| {
        let bulk = following.now().filter(|bulk| bulk.is_own && bulk.finished_at.is_some());
        bulk.map_or(0, |bulk| bulk.failed)
    });
    view! {
        <div class="bulk__tools">
            {move || {
                (failed.get() > 0)
                    .then(|| {
                        view! {
                            <Button kind=ButtonKind::Primary on_press=press is_pending=retry.pending()>
                                {words::try_again(failed.get())}
                            </Button>
                        }
                    })
            }}
            <a class="button button--secondary" href=file download=words::FILE_NAME>
                {words::DOWNLOAD}
            </a> <a class="button button--secondary" href=page::STAFF>
                {words::TO_THE_STAFF}
            </a>
        </div>
    }
}
