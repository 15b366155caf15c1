//! Where people start.

use crate::routes::Page;
use crate::session::use_session;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;

/// Leads on to the first page in the menu that one may see.
#[component]
pub fn StartPage() -> impl IntoView {
    let session = use_session();
    let start = untrack(|| session.current()).as_ref().map(Page::start_of);
    start.map(|path| {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        view! { <Redirect path options /> }
    })
}
