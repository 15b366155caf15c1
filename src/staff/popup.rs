//! A choice that hangs under the button that opened it.

use super::list::use_list;
use crate::ui::dom;
use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::Element;

/// A dialog that leaves the page usable: what is chosen in it acts at once, and can be seen beside it. The keyboard
/// goes to its first control. Escape closes it and hands the keyboard back to its button; a press elsewhere closes it.
#[component]
pub(super) fn Popup(
    /// The id of its button.
    button: &'static str,
    /// What it is for.
    label: &'static str,
    /// What can be chosen.
    children: Children,
) -> impl IntoView {
    let part = use_list().part();
    let node = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if node.get().is_some() {
            request_animation_frame(move || {
                let popup = node.try_get_untracked().flatten();
                dom::focus(
                    popup.and_then(|popup| popup.query_selector("select, input, button").ok().flatten()),
                );
            });
        }
    });
    let elsewhere = window_event_listener(ev::pointerdown, move |event| {
        let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        // The buttons see to themselves.
        if pressed.is_none_or(|pressed| pressed.closest(".staff-tools").ok().flatten().is_none()) {
            part.close();
        }
    });
    on_cleanup(move || elsewhere.remove());
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            part.close();
            dom::focus_soon(button.to_owned());
        }
    };
    view! {
        <div node_ref=node class="staff-popup" role="dialog" aria-label=label on:keydown=on_key>
            {children()}
        </div>
    }
}
