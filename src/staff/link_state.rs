//! The panel's block on password reset links: what became of the newest one, what can be done about it, and how
//! those before it ended.

use super::detail::{LinkQuestion, use_detail};
use super::model::cannot_reset;
use super::timeline::{LinkEvent, Step, end_of, steps_of};
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
            <EarlierLinks />
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
    let until = time::words(link.expires_at);
    let countdown = link.state.is_live().then(|| {
        let now = time::use_now();
        let left = move || words::valid_more(&time::remaining(link.expires_at.0 - now.get()));
        view! { " " <span class="staff-link__countdown">{left}</span> }
    });
    let steps = steps_of(&link).into_iter().map(step_view).collect_view();
    view! {
        <dl class="staff-link">
            {line(words::SENT_TO, link.sent_to.into_any())}
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
    let earlier = use_detail().part(|detail| detail.earlier_password_resets.clone());
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
