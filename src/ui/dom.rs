//! Reaching past the view into the document.

use leptos::ev::pageshow;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::wasm_bindgen::{JsCast, JsValue};
use std::sync::atomic::{AtomicU32, Ordering};
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Starts an app in the place that the document keeps for it, for as long as the document lives.
pub fn start<N: IntoView + 'static>(app: impl FnOnce() -> N + 'static) {
    console_error_panic_hook::set_once();
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        mount_to(place, app).forget();
    }
}

/// Takes away the shell that the document shows until there is a page to draw in its place.
pub fn remove_shell() {
    if let Some(shell) = document().get_element_by_id("shell") {
        shell.remove();
    }
}

/// Loads the page anew when the browser shows it again as it was left: whoever goes back after signing out, or after
/// setting a password, gets nothing to see.
pub fn reload_when_revived() {
    let revived = window_event_listener(pageshow, |event| {
        if event.persisted() {
            // Nothing is left to be done if the browser does not want to.
            let _ = location().reload();
        }
    });
    on_cleanup(move || revived.remove());
}

/// The address bar's fragment, which is no longer there afterwards: not in the history, not on a screenshot, not
/// in what a browser syncs.
pub fn take_fragment() -> Option<String> {
    let location = location();
    let fragment = location.hash().ok().filter(|fragment| fragment.len() > 1)?;
    let bare = location.pathname().ok()? + &location.search().unwrap_or_default();
    let history = window().history().ok()?;
    // If the browser refuses, the link works all the same.
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&bare));
    Some(fragment)
}

/// An id that no other element of the document has.
pub fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What the document says of itself under this name.
pub fn meta(name: &str) -> Option<String> {
    let meta = document().query_selector(&format!("meta[name={name}]")).ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content"))
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

/// Brings the element with this id into sight once it is drawn, by as little as that takes.
pub fn reveal_soon(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Moves the keyboard to the element with this id once what was just decided is drawn.
pub fn focus_soon(id: String) {
    request_animation_frame(move || {
        focus(document().get_element_by_id(&id));
    });
}
