//! The practice's settings as a part of the app that most visits do without.

use super::page::SettingsPage;
use crate::feedback::{DrawPage, PagePart};
use crate::routes::Page;
use crate::ui::split_off;
use leptos::prelude::*;

/// The practice's settings.
#[component]
pub fn PracticeSettings() -> impl IntoView {
    view! { <PagePart class="sections" heading=Page::PracticeSettings.name() load=|part| part.load(load) /> }
}

fn draw() -> AnyView {
    view! { <SettingsPage /> }.into_any()
}

split_off!("split-app", practice, DrawPage, draw);
