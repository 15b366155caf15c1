//! The import as a part of the app that most visits do without.

use super::page::ImportPage;
use crate::feedback::{DrawPage, PagePart};
use crate::routes::Page;
use crate::ui::split_off;
use leptos::prelude::*;

/// The import.
#[component]
pub fn Import() -> impl IntoView {
    view! { <PagePart class="import" heading=Page::Import.name() load=|part| part.load(load) /> }
}

fn draw() -> AnyView {
    view! { <ImportPage /> }.into_any()
}

split_off!("split-app", import, DrawPage, draw);
