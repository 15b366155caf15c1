//! The bulk acts as a part of the app that most visits do without.

use super::page::BulkPage;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::routes::Page;
use crate::ui::{Later, NotLoaded, split_off};
use leptos::prelude::*;

/// Draws the part, once it is there.
type Draw = fn() -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct BulkPart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_bulk_part() {
    provide_context(BulkPart(Later::new()));
}

/// The bulk acts. Their heading is there at once, so that the keyboard has its place.
#[component]
pub fn BulkActs() -> impl IntoView {
    let BulkPart(part) = expect_context();
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
        <div class="bulk">
            <h1 tabindex="-1">{Page::Bulk.name()}</h1>
            {body}
        </div>
    }
}

fn draw() -> AnyView {
    view! { <BulkPage /> }.into_any()
}

split_off!("split-app", bulk, Draw, draw);
