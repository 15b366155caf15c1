//! The panel's block on the newest password reset link: what became of it, and what can be done about it.

use super::detail::{LinkQuestion, use_detail};
use super::model::cannot_reset;
use super::words;
use crate::ui::{Badge, Button, ButtonKind, Tone, time};
use leptos::prelude::*;
use staffroom_contract::{PasswordReset, PasswordResetState};

/// The newest link's state and its countdown, with the ways to send it again and to revoke it.
#[component]
pub(super) fn LinkState() -> impl IntoView {
    let link = use_detail().part(|detail| detail.password_reset.clone());
    let body = move || match link.get().flatten() {
        None => view! { <p class="staff-block__empty">{words::NO_LINK_YET}</p> }.into_any(),
        Some(link) => link_view(link).into_any(),
    };
    view! {
        <div class="staff-block">
            <header class="staff-block__head">
                <h3 class="staff-block__title">{words::PASSWORD_RESET}</h3>
                {move || link.get().flatten().map(|link| state_badge(link.state))}
            </header>
            {body}
            <LinkActions />
        </div>
    }
    .into_any()
}

/// Stands outside of what a refresh draws anew, so that the keyboard keeps its place on a button.
#[component]
fn LinkActions() -> impl IntoView {
    let detail = use_detail();
    let state = detail.part(|detail| detail.password_reset.as_ref().map(|link| link.state));
    let state = Memo::new(move |_| state.get().flatten());
    let can_send = Memo::new(move |_| state.get().is_some_and(|state| state != PasswordResetState::Used));
    let can_revoke = Memo::new(move |_| state.get().is_some_and(PasswordResetState::is_live));
    let why_not = detail.part(|detail| cannot_reset(detail).map(words::cannot_reset));
    let ask = move |question| Callback::new(move |()| detail.ask(question, detail.note()));
    view! {
        <div class="staff-link__actions">
            <Show when=move || can_send.get()>
                <Button
                    kind=ButtonKind::Secondary
                    disabled_reason=Signal::derive(move || why_not.get().flatten().map(str::to_owned))
                    on_press=ask(LinkQuestion::Send)
                >
                    {words::SEND_AGAIN}
                </Button>
            </Show>
            <Show when=move || can_revoke.get()>
                <Button kind=ButtonKind::Secondary on_press=ask(LinkQuestion::Revoke)>
                    {words::REVOKE}
                </Button>
            </Show>
        </div>
    }
}

fn state_badge(state: PasswordResetState) -> impl IntoView {
    let tone = match state {
        PasswordResetState::Queued => Tone::Attention,
        PasswordResetState::Sent | PasswordResetState::Used => Tone::Good,
        PasswordResetState::Failed => Tone::Bad,
        PasswordResetState::Expired | PasswordResetState::Revoked | PasswordResetState::Replaced => {
            Tone::Neutral
        }
    };
    view! { <Badge tone>{words::link_state(state)}</Badge> }
}

fn link_view(link: PasswordReset) -> impl IntoView {
    let asked_for = words::asked_for(&link.requested_by, &time::words(link.requested_at));
    let until = time::words(link.expires_at);
    let countdown = link.state.is_live().then(|| {
        let now = time::use_now();
        let left = move || words::valid_more(&time::remaining(link.expires_at.0 - now.get()));
        view! { " " <span class="staff-link__countdown">{left}</span> }
    });
    let opened = link.opened_at.map(|at| {
        let unverified = view! { " " <small class="staff-link__unverified">{words::UNVERIFIED}</small> };
        line(words::OPENED, (time::words(at), unverified).into_any())
    });
    let ended = link.ended_at.map(|at| line(words::link_ended(link.state), time::words(at).into_any()));
    view! {
        <dl class="staff-link">
            {line(words::SENT_TO, link.sent_to.into_any())}
            {line(words::ASKED_FOR, asked_for.into_any())}
            {line(words::VALID_UNTIL, (until, countdown).into_any())}
            {opened}
            {ended}
        </dl>
    }
}

fn line(label: &'static str, value: AnyView) -> impl IntoView {
    view! {
        <div class="staff-link__line">
            <dt class="staff-field__label">{label}</dt>
            <dd class="staff-field__value">{value}</dd>
        </div>
    }
}
