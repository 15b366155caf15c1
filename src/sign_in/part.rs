//! Signing in as a part of the app that somebody who is signed in already does without until they are asked for their
//! password.

use super::session_dialogs::SessionDialogs;
use super::sign_in_page::SignInPage;
use super::words;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::practice;
use crate::session::{keep_watch, use_session};
use crate::ui::{CardPage, Later, NotLoaded, split_off};
use leptos::ev;
use leptos::prelude::*;

/// A piece of the part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Page,
    Dialogs,
}

/// Draws a piece, once the part is there.
type Draw = fn(Piece) -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct SignInPart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_sign_in_part() {
    provide_context(SignInPart(Later::new()));
}

/// The page to sign in at.
#[component]
pub fn SignIn() -> impl IntoView {
    let SignInPart(part) = expect_context();
    part.load(load);
    move || match part.get() {
        Some(Ok(draw)) => draw(Piece::Page),
        Some(Err(NotLoaded)) => {
            let retry = Callback::new(move |()| part.load(load));
            view! {
                <CardPage owner=practice::name() title=words::SIGN_IN>
                    <LoadFailed error=ApiError::Network on_retry=retry />
                </CardPage>
            }
            .into_any()
        }
        None => view! {
            <CardPage owner=practice::name() title=words::SIGN_IN>
                <span class="skeleton skeleton--card" aria-hidden="true" />
            </CardPage>
        }
        .into_any(),
    }
}

/// The session's questions over the page. They are loaded with the first thing that somebody does on it, so that they
/// can be asked when there is no network any more.
#[component]
pub fn SessionQuestions() -> impl IntoView {
    let SignInPart(part) = expect_context();
    let session = use_session();
    keep_watch(session);
    let first_press = window_event_listener(ev::pointerdown, move |_| part.load(load));
    let first_key = window_event_listener(ev::keydown, move |_| part.load(load));
    on_cleanup(move || {
        first_press.remove();
        first_key.remove();
    });
    let left = session.seconds_left();
    let is_asked =
        Memo::new(move |_| session.is_password_asked() || left.read().is_some() || session.ended().is_some());
    Effect::new(move || {
        if is_asked.get() {
            part.load(load);
        }
    });
    Effect::new(move || {
        // Whoever has not touched the page has typed nothing that could be lost with it.
        if part.get() == Some(Err(NotLoaded)) && session.ended().is_some() {
            session.forget();
        }
    });
    move || match part.get() {
        Some(Ok(draw)) => draw(Piece::Dialogs),
        _ => ().into_any(),
    }
}

fn draw(piece: Piece) -> AnyView {
    match piece {
        Piece::Page => view! { <SignInPage /> }.into_any(),
        Piece::Dialogs => view! { <SessionDialogs /> }.into_any(),
    }
}

split_off!("split-app", sign_in, Draw, draw);
