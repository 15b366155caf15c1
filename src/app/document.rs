//! What the app and the document that the server sent know of each other.

use crate::routes::Page;
use crate::session::{Access, use_session};
use leptos::ev::pageshow;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use web_sys::HtmlElement;
use web_sys::wasm_bindgen::JsCast;

/// Whether it is worth asking who is signed in. The server knows which requests come without a session, and writes
/// it into the document; a landing page does not care.
pub(super) fn may_have_session() -> bool {
    let path = location().pathname().unwrap_or_default();
    if has_no_use_for_session(Page::at(&path)) {
        return false;
    }
    let hint = document().query_selector("meta[name=staffroom-session]").ok().flatten();
    hint.and_then(|meta| meta.get_attribute("content")).is_none_or(|content| content != "none")
}

/// Loads the page anew when the browser shows it again as it was left: whoever goes back after signing out gets
/// nothing to see.
pub(super) fn reload_when_revived() {
    let revived = window_event_listener(pageshow, |event| {
        if event.persisted() {
            // Nothing is left to be done if the browser does not want to.
            let _ = location().reload();
        }
    });
    on_cleanup(move || revived.remove());
}

fn has_no_use_for_session(page: Page) -> bool {
    matches!(page, Page::ResetPassword | Page::AcceptInvitation | Page::Unknown)
}

/// Keeps the document's own shell in sight for as long as there is no page to draw, since it is not known yet who
/// is signed in.
pub(super) fn keep_shell() {
    let session = use_session();
    let path = use_location().pathname;
    Effect::new(move || {
        let page = Page::at(&path.read());
        let is_needed = session.access() == Access::Pending && !has_no_use_for_session(page);
        let shell =
            document().get_element_by_id("shell").and_then(|shell| shell.dyn_into::<HtmlElement>().ok());
        if let Some(shell) = shell {
            shell.set_hidden(!is_needed);
        }
    });
}
