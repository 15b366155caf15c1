//! Where people start: at the first page that they may see, or at one with their name.

use super::words;
use crate::routes::Page;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, CardPage};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use staffroom_contract::Session;

/// Leads on to the first page that one may see.
#[component]
pub fn StartPage() -> impl IntoView {
    let session = use_session();
    let start = untrack(|| session.current().as_ref().and_then(Page::start_of));
    start.map(|path| {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        view! { <Redirect path options /> }
    })
}

/// The page of somebody whose permissions lead to no page: their name, and the way out.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = use_session();
    let of_session = move |part: fn(Session) -> String| {
        Signal::derive(move || session.current().map(part).unwrap_or_default())
    };
    view! {
        <CardPage
            owner=of_session(|session| session.practice_name)
            title=of_session(|session| session.full_name)
        >
            <p>{words::SIGNED_IN}</p>
            <SignOutButton />
        </CardPage>
    }
}

/// Ends the session, here at once and then at the server.
#[component]
pub(super) fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let toasts = crate::feedback::use_toasts();
    let sign_out = Callback::new(move |()| {
        toasts.clear();
        session.sign_out();
    });
    view! {
        <Button kind=ButtonKind::Secondary on_press=sign_out>
            {words::SIGN_OUT}
        </Button>
    }
}
