//! What can be chosen of the filters whose options are the practice's own.

use super::filters::{self, OFFICE, PROVIDER, ROLE};
use crate::api;
use crate::session::use_session;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What can be chosen of a filter: its value in an address, and the words for it. Those that are the practice's own
/// come once they are loaded.
pub(super) fn use_options(filter: &'static str) -> Signal<Vec<(String, String)>> {
    let session = use_session();
    let options = RwSignal::new(filters::options(filter));
    if matches!(filter, PROVIDER | OFFICE | ROLE) {
        spawn_local(async move {
            let known = match filter {
                PROVIDER => api::list_providers().await.map(|providers| {
                    providers
                        .into_iter()
                        .map(|provider| (provider.id.to_string(), provider.full_name))
                        .collect()
                }),
                OFFICE => api::list_offices().await.map(|offices| {
                    offices.into_iter().map(|office| (office.id.to_string(), office.name)).collect()
                }),
                _ => api::list_roles().await.map(|roles| {
                    roles.items.into_iter().map(|role| (role.id.to_string(), role.name)).collect()
                }),
            };
            if let Ok(known) = session.watch(known) {
                options.try_set(known);
            }
        });
    }
    options.into()
}
