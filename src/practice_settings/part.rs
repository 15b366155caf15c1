//! The practice's settings as a part of the app that most visits do without.

use super::page::SettingsPage;
use crate::feedback::PagePart;
use crate::routes::Page;
use crate::ui::{Later, split_off};
use leptos::prelude::*;

/// Draws the part, once it is there.
type Draw = fn() -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct PracticePart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_practice_part() {
    provide_context(PracticePart(Later::new()));
}

/// The practice's settings.
#[component]
pub fn PracticeSettings() -> impl IntoView {
    let PracticePart(part) = expect_context();
    let load = Callback::new(move |()| part.load(load));
    let draw = Callback::new(move |()| part.get().map(|part| part.map(|draw| draw())));
    view! { <PagePart class="practice-settings" heading=Page::PracticeSettings.name() load draw /> }
}

fn draw() -> AnyView {
    view! { <SettingsPage /> }.into_any()
}

split_off!("split-app", practice, Draw, draw);
