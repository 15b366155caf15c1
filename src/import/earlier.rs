//! The imports of whoever is signed in, so that they find them again.

use super::words;
use crate::api;
use crate::routes;
use crate::session::use_session;
use crate::ui::time;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::Import;

/// One's own imports, the newest first. Nothing if there are none, or if they cannot be loaded: one came for another
/// thing.
#[component]
pub(super) fn EarlierImports() -> impl IntoView {
    let session = use_session();
    let imports = RwSignal::new(Vec::<Import>::new());
    let load = move || {
        spawn_local(async move {
            if let Ok(found) = session.watch(api::list_imports().await) {
                imports.try_set(found);
            }
        });
    };
    load();
    session.on_renewal(load);
    let is_some = Memo::new(move |_| !imports.read().is_empty());
    let item = |import: Import| {
        view! {
            <li>
                <a href=routes::import(&import.id)>{words::of(&time::words(import.checked_at))}</a>
                " "
                <small>{words::summary(&import)}</small>
            </li>
        }
    };
    view! {
        <Show when=move || is_some.get()>
            <section class="import-section">
                <h2>{words::EARLIER}</h2>
                <ul class="import-list">{move || imports.get().into_iter().map(item).collect_view()}</ul>
            </section>
        </Show>
    }
}
