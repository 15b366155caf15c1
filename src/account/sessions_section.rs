//! Where one is signed in, and the end of it.

use super::changes::use_changes;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{self, LoadFailed, use_toasts};
use crate::session::use_session;
use crate::ui::{Badge, Button, ButtonKind, Section, SectionHeading, Tone, time};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{OwnSession, ProblemCode, SessionId};

/// The open sessions, as the server has told of them; the one of this page comes first.
type Sessions = Option<Result<Vec<OwnSession>, ApiError>>;

/// Each place where one is signed in, with a way to end it, and all but this one at once.
#[component]
pub(super) fn SessionsSection() -> impl IntoView {
    let (session, changes) = (use_session(), use_changes());
    let sessions = RwSignal::new(Sessions::None);
    // Counts the questions, so that an older answer never overwrites a newer.
    let asked = StoredValue::new(0_u32);
    let load = move || {
        let question = asked.get_value().wrapping_add(1);
        asked.set_value(question);
        spawn_local(async move {
            let answer = session.watch(api::list_own_sessions().await);
            if asked.try_get_value() == Some(question) {
                sessions.set(Some(answer.map(|sessions| this_one_first(sessions.items))));
            }
        });
    };
    changes.load_by(load);
    let heading = SectionHeading::new();
    let of_heading = heading.clone();
    let body = move || match sessions.get() {
        None => view! { <span class="skeleton" /> }.into_any(),
        Some(Err(error)) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| load()) /> }.into_any()
        }
        Some(Ok(open)) => view! { <SessionList open heading=heading.clone() /> }.into_any(),
    };
    view! {
        <Section heading=of_heading title=words::SESSIONS about=words::SESSIONS_ABOUT>
            {body}
        </Section>
    }
}

fn this_one_first(mut sessions: Vec<OwnSession>) -> Vec<OwnSession> {
    sessions.sort_by_key(|session| !session.is_current);
    sessions
}

#[component]
fn SessionList(open: Vec<OwnSession>, heading: SectionHeading) -> impl IntoView {
    let others = open.iter().filter(|session| !session.is_current).count();
    let items = open.into_iter().map(|session| view! { <SessionItem session heading=heading.clone() /> });
    view! {
        <ul class="account-list">{items.collect_view()}</ul>
        {match others {
            0 => view! { <p>{words::NOWHERE_ELSE}</p> }.into_any(),
            _ => view! { <EndOthers heading /> }.into_any(),
        }}
    }
}

#[component]
fn SessionItem(session: OwnSession, heading: SectionHeading) -> impl IntoView {
    let device = session.device.unwrap_or_else(|| words::UNKNOWN_DEVICE.to_owned());
    let mark = if session.is_current {
        view! { <Badge tone=Tone::Good>{words::THIS_BROWSER}</Badge> }.into_any()
    } else {
        let end = ending(Some(session.id), words::session_ended(&device), heading);
        let press = Callback::new(move |()| drop(end.dispatch_local(())));
        view! {
            <Button
                kind=ButtonKind::Secondary
                label=words::end_session(&device)
                is_pending=end.pending()
                on_press=press
            >
                {words::END}
            </Button>
        }
        .into_any()
    };
    let address = session.client_address.map(|address| view! { <p>{words::from(&address)}</p> });
    view! {
        <li class="account-list__item">
            <div class="account-list__what">
                <p class="account-list__title">{device}</p>
                <p>{words::seen(&time::words(session.last_seen_at))}</p>
                <p>{words::opened(&time::words(session.opened_at))}</p>
                {address}
            </div>
            {mark}
        </li>
    }
}

#[component]
fn EndOthers(heading: SectionHeading) -> impl IntoView {
    let end = ending(None, words::OTHERS_ENDED.to_owned(), heading);
    let press = Callback::new(move |()| drop(end.dispatch_local(())));
    view! {
        <Button kind=ButtonKind::Secondary is_pending=end.pending() on_press=press>
            {words::END_OTHERS}
        </Button>
    }
}

/// Ends a session, or all others, and says so.
fn ending(of: Option<SessionId>, said: String, heading: SectionHeading) -> Action<(), ()> {
    let (session, changes, toasts) = (use_session(), use_changes(), use_toasts());
    Action::new_local(move |()| {
        let (of, said, heading) = (of.clone(), said.clone(), heading.clone());
        async move {
            let answer = match &of {
                Some(id) => api::end_own_session(id).await,
                None => api::end_other_sessions().await,
            };
            match session.watch(answer) {
                Err(error) if error.code() != Some(ProblemCode::NotFound) => {
                    toasts.failure(feedback::words::of(&error));
                }
                // Not found, it has ended by itself.
                Ok(()) | Err(_) => {
                    toasts.success(said);
                    changes.note();
                    heading.focus();
                }
            }
        }
    })
}
