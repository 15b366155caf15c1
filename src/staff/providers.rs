//! The providers that can be filtered by.

use crate::api;
use crate::session::use_session;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Everyone who can be a primary provider, by id and name; nobody until they are loaded.
pub(super) fn use_providers() -> Signal<Vec<(String, String)>> {
    let session = use_session();
    let providers = RwSignal::new(Vec::new());
    spawn_local(async move {
        if let Ok(known) = session.watch(api::list_providers().await) {
            let known = known.into_iter().map(|provider| (provider.id.to_string(), provider.full_name));
            providers.try_set(known.collect());
        }
    });
    providers.into()
}
