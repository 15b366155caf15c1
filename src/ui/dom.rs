//! Reaching past the view into the document.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::sync::atomic::{AtomicU32, Ordering};
use web_sys::{Element, HtmlElement};

/// An id that no other element of the document has.
pub fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The element that the keyboard acts upon.
pub fn focused() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Whether the keyboard acts upon nothing in particular: it was never put anywhere, or its place is gone.
pub fn is_focus_lost() -> bool {
    let body = document().body();
    focused().is_none_or(|element| Some(element) == body)
}

/// Moves the keyboard to an element. Says whether it could be found.
pub fn focus(element: Option<Element>) -> bool {
    element
        .and_then(|element| element.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| element.focus().is_ok())
}

/// Moves the keyboard to the page's heading: where a reader starts when their own place is gone.
pub fn focus_heading() -> bool {
    focus(document().query_selector("main h1").ok().flatten())
}

/// Moves the keyboard to the element with this id once what was just decided is drawn.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        focus(document().get_element_by_id(&id));
    });
}
