//! The import as a part of the app that most visits do without.

use super::page::ImportPage;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::routes::Page;
use crate::ui::{Later, NotLoaded, split_off};
use leptos::prelude::*;

/// Draws the part, once it is there.
type Draw = fn() -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct ImportPart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_import_part() {
    provide_context(ImportPart(Later::new()));
}

/// The import. Its heading is there at once, so that the keyboard has its place.
#[component]
pub fn Import() -> impl IntoView {
    let ImportPart(part) = expect_context();
    part.load(load);
    let body = move || match part.get() {
        Some(Ok(draw)) => draw(),
        Some(Err(NotLoaded)) => {
            let retry = Callback::new(move |()| part.load(load));
            view! { <LoadFailed error=ApiError::Network on_retry=retry /> }.into_any()
        }
        None => view! { <span class="skeleton skeleton--card" /> }.into_any(),
    };
    view! {
        <div class="import">
            <h1 tabindex="-1">{Page::Import.name()}</h1>
            {body}
        </div>
    }
}

fn draw() -> AnyView {
    view! { <ImportPage /> }.into_any()
}

split_off!("split-app", import, Draw, draw);
