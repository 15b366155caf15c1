//! One act: what it is, how far it is, and what became of each.

use super::keyboard;
use super::progress::Progress;
use super::results::Results;
use super::stop::Stop;
use super::watch::Watched;
use super::words;
use crate::api::{self, ApiError};
use crate::bulk_acts;
use crate::feedback::{self, LoadFailed, use_toasts};
use crate::routes;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, time};
use leptos::prelude::*;
use staffroom_contract::paths::page;
use staffroom_contract::{Bulk, BulkId, BulkState, ProblemCode};

/// The act with this id, and its results of which `state` became.
#[component]
pub(super) fn OneAct(
    /// Names it.
    id: BulkId,
    /// Which results are shown.
    state: Memo<Option<BulkState>>,
) -> impl IntoView {
    let watched = Watched::begin(id.clone());
    let is_known = Memo::new(move |_| watched.now().read().is_some());
    let id = StoredValue::new(id);
    move || match (watched.failure().get(), is_known.get()) {
        (Some(error), _) => view! { <NotShown error watched /> }.into_any(),
        (None, false) => view! { <span class="skeleton skeleton--card" /> }.into_any(),
        (None, true) => view! {
            <Heading watched />
            <Progress watched />
            <Stop watched />
            <Tools id=id.get_value() watched />
            <Results id=id.get_value() state watched />
        }
        .into_any(),
    }
}

/// Why nothing is shown of it, and the ways on.
#[component]
fn NotShown(error: ApiError, watched: Watched) -> impl IntoView {
    let why = if error.code() == Some(ProblemCode::NotFound) {
        view! { <p role="alert">{words::NOT_HERE}</p> }.into_any()
    } else {
        let retry = Callback::new(move |()| watched.load());
        view! { <LoadFailed error on_retry=retry /> }.into_any()
    };
    view! {
        {why}
        <div class="bulk__tools">
            <a class="button button--secondary" href=routes::bulk_acts()>
                {words::ALL_OF_YOURS}
            </a>
            <a class="button button--secondary" href=page::STAFF>
                {words::TO_THE_STAFF}
            </a>
        </div>
    }
}

#[component]
fn Heading(watched: Watched) -> impl IntoView {
    let bulk = watched.now().get_untracked();
    bulk.map(|bulk: Bulk| {
        view! {
            <header>
                <h2 class="bulk__act">{bulk_acts::act_to(bulk.kind, bulk.destination.as_deref())}</h2>
                <p class="bulk__quiet">{words::begun(&bulk.begun_by, &time::words(bulk.begun_at))}</p>
            </header>
        }
    })
}

/// What can be done with it: try again what failed or was stopped, take the results along, begin another one.
#[component]
fn Tools(id: BulkId, watched: Watched) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let file = api::export_bulk_results(&id);
    let id = StoredValue::new(id);
    let retry = Action::new_local(move |(): &()| {
        let id = id.get_value();
        async move {
            match session.with_fresh(|| api::retry_bulk(&id)).await {
                Ok(bulk) => watched.put(bulk),
                Err(refusal) => toasts.failure(feedback::words::of(&refusal)),
            }
        }
    });
    let press = Callback::new(move |()| {
        if !retry.pending().get_untracked() {
            retry.dispatch_local(());
        }
    });
    let retryable = Memo::new(move |_| {
        let bulk = watched.now().get().filter(|bulk| bulk.is_own && bulk.finished_at.is_some());
        bulk.map_or(0, |bulk| bulk.retryable())
    });
    view! {
        <div class="bulk__tools">
            {move || {
                (retryable.get() > 0)
                    .then(|| {
                        keyboard::give_back_to_heading();
                        view! {
                            <Button kind=ButtonKind::Primary on_press=press is_pending=retry.pending()>
                                {words::try_again(retryable.get())}
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
