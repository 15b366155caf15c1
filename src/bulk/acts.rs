//! The acts that one has begun, the newest first.

use super::words;
use crate::api::{self, ApiError};
use crate::bulk_acts;
use crate::feedback::LoadFailed;
use crate::routes;
use crate::session::use_session;
use crate::ui::time;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::Bulk;
use staffroom_contract::paths::page;

/// Each act with what has become of it, as a link to it.
#[component]
pub(super) fn Acts() -> impl IntoView {
    let session = use_session();
    let acts = RwSignal::new(None::<Result<Vec<Bulk>, ApiError>>);
    let load = move || {
        acts.set(None);
        spawn_local(async move {
            let answer = session.watch(api::list_bulk().await);
            acts.try_set(Some(answer));
        });
    };
    load();
    session.on_renewal(load);
    move || match acts.get() {
        None => view! { <span class="skeleton skeleton--card" /> }.into_any(),
        Some(Err(error)) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| load()) /> }.into_any()
        }
        Some(Ok(acts)) if acts.is_empty() => view! {
            <p class="bulk__empty">{words::NONE_YET}</p>
            <p>
                <a href=page::STAFF>{words::TO_THE_STAFF}</a>
            </p>
        }
        .into_any(),
        Some(Ok(acts)) => view! {
            <p>{words::YOURS}</p>
            <ul class="bulk-acts">{acts.into_iter().map(act_view).collect_view()}</ul>
        }
        .into_any(),
    }
}

fn act_view(bulk: Bulk) -> impl IntoView {
    view! {
        <li class="bulk-acts__act">
            <a href=routes::bulk(&bulk.id)>{bulk_acts::act_to(bulk.kind, bulk.destination.as_deref())}</a>
            <span>{words::outcome(&bulk)}</span>
            <small>{time::words(bulk.begun_at)}</small>
        </li>
    }
}
