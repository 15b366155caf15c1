//! The panel's block on the links that the person sets their password with, be it invitations or resets: what became of
//! the newest one, what can be done about it, and how those before it ended.

use super::detail::{LinkQuestion, use_detail};
use super::model::{cannot_invite, cannot_reset, earlier_links, shown_link, shown_purpose};
use super::timeline::{LinkEvent, Step, end_of, steps_of};
use super::words;
use crate::ui::{Badge, Button, ButtonKind, Tone, time};
use leptos::prelude::*;
use staffroom_contract::{LinkPurpose, PasswordReset, PasswordResetState};

/// The newest link's state and its countdown, with the ways to send it again and to revoke it.
#[component]
pub(super) fn LinkState() -> impl IntoView {
    let detail = use_detail();
    let purpose = detail.part(shown_purpose);
    let purpose = move || purpose.get().unwrap_or(LinkPurpose::PasswordReset);
    let link = detail.part(|detail| shown_link(detail).cloned());
    let body = move || match link.get().flatten() {
        None => view! { <p class="staff-block__empty">{words::no_link_yet(purpose())}</p> }.into_any(),
        Some(link) => link_view(link).into_any(),
    };
    view! {
        <div class="staff-block">
            <header class="staff-block__head">
                <h3 class="staff-block__title">{move || words::links_of(purpose())}</h3>
                {move || link.get().flatten().map(|link| state_badge(purpose(), link.state))}
            </header>
            {body}
            <LinkActions />
            <EarlierLinks />
        </div>
    }
    .into_any()
}

/// Stands outside of what a refresh draws anew, so that the keyboard keeps its place on a button.
#[component]
fn LinkActions() -> impl IntoView {
    let detail = use_detail();
    let is_invited = detail.part(|detail| shown_purpose(detail) == LinkPurpose::Invitation);
    let is_invited = Memo::new(move |_| is_invited.get() == Some(true));
    let state = detail.part(|detail| shown_link(detail).map(|link| link.state));
    let state = Memo::new(move |_| state.get().flatten());
    let can_send = Memo::new(move |_| {
        is_invited.get() || state.get().is_some_and(|state| state != PasswordResetState::Used)
    });
    let can_revoke = Memo::new(move |_| state.get().is_some_and(PasswordResetState::is_live));
    let why_not = detail.part(|detail| {
        let cannot = match shown_purpose(detail) {
            LinkPurpose::Invitation => cannot_invite(detail),
            LinkPurpose::PasswordReset => cannot_reset(detail),
        };
        cannot.map(words::cannot_reset)
    });
    let ask = move |invitation, reset| {
        Callback::new(move |()| {
            let question = if is_invited.get_untracked() { invitation } else { reset };
            detail.ask(question, detail.note());
        })
    };
    view! {
        <div class="staff-link__actions">
            <Show when=move || can_send.get()>
                <Button
                    kind=ButtonKind::Secondary
                    disabled_reason=Signal::derive(move || why_not.get().flatten().map(str::to_owned))
                    on_press=ask(LinkQuestion::Invite, LinkQuestion::Send)
                >
                    {move || if state.get().is_some() { words::SEND_AGAIN } else { words::SEND_INVITATION }}
                </Button>
            </Show>
            <Show when=move || can_revoke.get()>
                <Button kind=ButtonKind::Secondary on_press=ask(LinkQuestion::RevokeInvitation, LinkQuestion::Revoke)>
                    {words::REVOKE}
                </Button>
            </Show>
        </div>
    }
}

fn state_badge(purpose: LinkPurpose, state: PasswordResetState) -> impl IntoView {
    let tone = match state {
        PasswordResetState::Queued => Tone::Attention,
        PasswordResetState::Sent | PasswordResetState::Used => Tone::Good,
        PasswordResetState::Failed => Tone::Bad,
        PasswordResetState::Expired
        | PasswordResetState::Revoked
        | PasswordResetState::PasswordChanged
        | PasswordResetState::EmailChanged
        | PasswordResetState::Deactivated
        | PasswordResetState::Replaced => Tone::Neutral,
    };
    view! { <Badge tone>{words::link_state(purpose, state)}</Badge> }
}

fn link_view(link: PasswordReset) -> impl IntoView {
    let until = time::words(link.expires_at);
    let countdown = link.state.is_live().then(|| {
        let now = time::use_now();
        let left = move || words::valid_more(&time::remaining(link.expires_at.0 - now.get()));
        view! { " " <span class="staff-link__countdown">{left}</span> }
    });
    let sent_to = (!link.sent_to.is_empty()).then(|| line(words::SENT_TO, link.sent_to.clone().into_any()));
    let steps = steps_of(&link).into_iter().map(step_view).collect_view();
    view! {
        <dl class="staff-link">
            {sent_to}
            {line(words::VALID_UNTIL, (until, countdown).into_any())}
        </dl>
        <ol class="staff-link__steps" aria-label=words::WHAT_HAPPENED>
            {steps}
        </ol>
    }
}

/// One thing that happened to the link.
fn step_view(step: Step) -> impl IntoView {
    let unverified = (step.event == LinkEvent::Opened)
        .then(|| view! { " " <small class="staff-link__unverified">{words::UNVERIFIED}</small> });
    view! {
        <li>
            {words::link_step(&step, step.at.map(time::words))}
            {unverified}
        </li>
    }
}

/// The links before the newest one, folded up: how each of them ended.
#[component]
fn EarlierLinks() -> impl IntoView {
    let earlier = use_detail().part(|detail| earlier_links(detail).to_vec());
    let ended = |link: PasswordReset| {
        let end = end_of(&link).unwrap_or(Step { event: LinkEvent::Sent, at: link.sent_at, by: None });
        view! { <li>{words::link_step(&end, end.at.map(time::words))}</li> }
    };
    move || {
        let earlier = earlier.get().filter(|earlier| !earlier.is_empty())?;
        Some(view! {
            <details class="staff-link__earlier">
                <summary>{words::EARLIER_LINKS}</summary>
                <ol class="staff-link__steps">{earlier.into_iter().map(ended).collect_view()}</ol>
            </details>
        })
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
