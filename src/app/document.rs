//! What the app and the document that the server sent know of each other.

use crate::routes::Page;
use crate::session::{Access, use_session};
use crate::ui::dom;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Whether it is worth asking who is signed in. The server knows which requests come without a session, and writes
/// it into the document; a page that does not exist does not care.
pub(super) fn may_have_session() -> bool {
    let path = location().pathname().unwrap_or_default();
    if Page::at(&path) == Page::Unknown {
        return false;
    }
    dom::meta("staffroom-session").is_none_or(|hint| hint != "none")
}

/// Takes the document's own shell away as soon as there is a page to draw in its place: once it is known who is
/// signed in, or at once where that does not matter.
pub(super) fn replace_shell() {
    let session = use_session();
    let path = use_location().pathname;
    Effect::new(move || {
        let is_needed = session.access() == Access::Pending && Page::at(&path.read()) != Page::Unknown;
        if !is_needed {
            dom::remove_shell();
        }
    });
}
