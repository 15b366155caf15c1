//! The bulk acts as a part of the app that most visits do without.

use super::page::BulkPage;
use crate::feedback::PagePart;
use crate::routes::Page;
use crate::ui::{Later, split_off};
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

/// The bulk acts.
#[component]
pub fn BulkActs() -> impl IntoView {
    let BulkPart(part) = expect_context();
    let load = Callback::new(move |()| part.load(load));
    let draw = Callback::new(move |()| part.get().map(|part| part.map(|draw| draw())));
    view! { <PagePart class="bulk" heading=Page::Bulk.name() load draw /> }
}

fn draw() -> AnyView {
    view! { <BulkPage /> }.into_any()
}

split_off!("split-app", bulk, Draw, draw);
