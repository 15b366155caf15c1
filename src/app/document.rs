//! What the app and the document that the server sent know of each other.

use crate::routes::Page;
use crate::session::{Access, use_session};
use leptos::ev::pageshow;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

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

/// Takes the document's own shell away as soon as there is a page to draw in its place: once it is known who is
/// signed in, or at once where that does not matter.
pub(super) fn replace_shell() {
    let session = use_session();
    let path = use_location().pathname;
    Effect::new(move || {
        let is_needed =
            session.access() == Access::Pending && !has_no_use_for_session(Page::at(&path.read()));
        if !is_needed && let Some(shell) = document().get_element_by_id("shell") {
            shell.remove();
        }
    });
}
