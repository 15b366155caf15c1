//! The button that shows a password, and hides it again.

use super::words;
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;

/// Says of itself what it will do, and, once pressed, what it has done.
#[component]
pub(super) fn ShowButton(is_visible: RwSignal<bool>) -> impl IntoView {
    let was_pressed = RwSignal::new(false);
    let toggle = Callback::new(move |()| {
        was_pressed.set(true);
        is_visible.update(|is_visible| *is_visible = !*is_visible);
    });
    let said = move || match (was_pressed.get(), is_visible.get()) {
        (false, _) => "",
        (true, true) => words::IS_VISIBLE,
        (true, false) => words::IS_HIDDEN,
    };
    let name = Signal::derive(move || {
        Some(if is_visible.get() { words::HIDE_PASSWORD } else { words::SHOW_PASSWORD }.to_owned())
    });
    view! {
        <Button kind=ButtonKind::Secondary on_press=toggle label=name>
            {move || if is_visible.get() { words::HIDE } else { words::SHOW }}
        </Button>
        <span class="visually-hidden" aria-live="polite">
            {said}
        </span>
    }
}
