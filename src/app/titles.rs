//! What a change of the page means to those who do not see it: another title, and the keyboard at its heading.

use super::words;
use crate::practice;
use crate::routes::Page;
use crate::session::use_session;
use crate::ui::dom::focus_heading;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Keeps the window's title at the name of the page and of the practice.
pub(super) fn keep_title() {
    let session = use_session();
    let page = use_page();
    let title = Memo::new(move |_| {
        let practice_name = session.current().map(|session| session.practice_name);
        words::title(page.get().name(), &practice_name.unwrap_or_else(practice::name))
    });
    Effect::new(move || document().set_title(&title.read()));
}

/// Moves the keyboard to the heading of each page that one comes to, but for the first, where the browser begins
/// at the top by itself. A drawer that opens or closes over a page is no other page.
pub(super) fn keep_keyboard_at_heading() {
    let page = use_page();
    Effect::new(move |previous: Option<Page>| {
        let page = page.get();
        if previous.is_some_and(|previous| previous != page) {
            // By then the page is drawn, and may have chosen a better place itself.
            request_animation_frame(|| {
                let is_in_page = document().query_selector("main :focus").ok().flatten().is_some();
                if !is_in_page {
                    focus_heading();
                }
            });
        }
        page
    });
}

/// The page that one is on.
pub(super) fn use_page() -> Memo<Page> {
    let path = use_location().pathname;
    Memo::new(move |_| Page::at(&path.read()))
}
