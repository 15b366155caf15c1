//! Who can be chosen as a primary provider.

use super::words;
use crate::api::{self, ApiError};
use crate::feedback::LoadFailed;
use crate::routes;
use crate::session::use_session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::Provider;

/// The active providers, each with the way to their account, where they are changed.
#[component]
pub(super) fn Providers() -> impl IntoView {
    let session = use_session();
    let providers = RwSignal::new(None::<Result<Vec<Provider>, ApiError>>);
    let load = move || {
        spawn_local(async move {
            let answer = session.watch(api::list_providers().await);
            providers.try_set(Some(answer));
        });
    };
    load();
    session.on_renewal(load);
    let item = |provider: Provider| {
        view! {
            <li class="practice-list__item">
                <a class="practice-list__name" href=routes::staff_member(&provider.id)>
                    {provider.full_name}
                </a>
            </li>
        }
    };
    move || match providers.get() {
        None => view! { <span class="skeleton skeleton--long" /> }.into_any(),
        Some(Err(error)) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| load()) /> }.into_any()
        }
        Some(Ok(providers)) if providers.is_empty() => {
            view! { <p class="practice-quiet">{words::NO_PROVIDERS}</p> }.into_any()
        }
        Some(Ok(providers)) => {
            let items = providers.into_iter().map(item).collect_view();
            view! { <ul class="practice-list practice-list--providers">{items}</ul> }.into_any()
        }
    }
}
