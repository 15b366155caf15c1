//! The bulk acts as a part of the app that most visits do without.

use super::page::BulkPage;
use crate::feedback::{DrawPage, PagePart};
use crate::routes::Page;
use crate::ui::split_off;
use leptos::prelude::*;

/// The bulk acts.
#[component]
pub fn BulkActs() -> impl IntoView {
    view! { <PagePart class="bulk" heading=Page::Bulk.name() load=|part| part.load(load) /> }
}

fn draw() -> AnyView {
    view! { <BulkPage /> }.into_any()
}

split_off!("split-app", bulk, DrawPage, draw);
