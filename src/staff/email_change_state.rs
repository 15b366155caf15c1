//! A change of email that waits for its confirmation: in the panel, and in the drawer beside the address.

use super::detail::{LinkQuestion, use_detail};
use super::words;
use crate::api::{self, ApiError};
use crate::feedback;
use crate::session::use_session;
use crate::ui::{Badge, Button, ButtonKind, Tone, time};
use leptos::prelude::*;
use staffroom_contract::EmailChange;

/// To where and until when, with the ways to send the mail again and to cancel the change; nothing if nothing waits.
#[component]
pub(super) fn EmailChangeState(
    /// Where to say what happened.
    note: RwSignal<String>,
) -> impl IntoView {
    let change = use_detail().part(|detail| detail.email_change.clone());
    let change = Memo::new(move |_| change.get().flatten());
    let waits = Memo::new(move |_| change.read().is_some());
    view! {
        <Show when=move || waits.get()>
            <div class="staff-block staff-email-change">
                <header class="staff-block__head">
                    <h3 class="staff-block__title">{words::CHANGE_OF_EMAIL}</h3>
                    <Badge tone=Tone::Attention>{words::NOT_CONFIRMED}</Badge>
                </header>
                {move || change.get().map(state)}
                <Actions note />
            </div>
        </Show>
    }
    .into_any()
}

fn state(change: EmailChange) -> impl IntoView {
    let now = time::use_now();
    let left = move || words::valid_more(&time::remaining(change.expires_at.0 - now.get()));
    let mail = match (change.mail_failure, change.sent_at) {
        (Some(failure), _) => words::not_sent_yet(failure),
        (None, Some(at)) => words::sent_at(&time::words(at)),
        (None, None) => words::QUEUED.to_owned(),
    };
    view! {
        <dl class="staff-link">
            <div class="staff-link__line">
                <dt class="staff-field__label">{words::NEW_EMAIL}</dt>
                <dd class="staff-field__value">{change.new_email}</dd>
            </div>
            <div class="staff-link__line">
                <dt class="staff-field__label">{words::VALID_UNTIL}</dt>
                <dd class="staff-field__value">
                    {time::words(change.expires_at)} " " <span class="staff-link__countdown">{left}</span>
                </dd>
            </div>
        </dl>
        <ol class="staff-link__steps" aria-label=words::WHAT_HAPPENED_TO_CHANGE>
            <li>{words::asked_for_by(&change.requested_by, &time::words(change.requested_at))}</li>
            <li>{mail}</li>
        </ol>
    }
}

/// Stands outside of what a refresh draws anew, so that the keyboard keeps its place on a button.
#[component]
fn Actions(note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let why_not = detail.part(|detail| detail.outranks_you.then_some(words::OUTRANKS_YOU));
    let reason = Signal::derive(move || why_not.get().flatten().map(str::to_owned));
    let send = Action::new_local(move |(): &()| {
        let id = detail.id().get_untracked();
        note.set(String::new());
        async move {
            let said = match session.watch(api::send_email_change_again(&id).await) {
                Ok(change) => {
                    let said = words::sent_again(&change.new_email);
                    detail.put_email_change(&id, Some(change));
                    said
                }
                Err(error) => {
                    if matches!(error, ApiError::Problem(_)) {
                        detail.refresh();
                    }
                    feedback::words::of(&error)
                }
            };
            detail.say(note, said);
        }
    });
    let press = Callback::new(move |()| {
        send.dispatch_local(());
    });
    let cancel = Callback::new(move |()| detail.ask(LinkQuestion::CancelEmailChange, note));
    view! {
        <div class="staff-link__actions">
            <Button
                kind=ButtonKind::Secondary
                label=words::SEND_EMAIL_CHANGE_AGAIN
                is_pending=send.pending()
                disabled_reason=reason
                on_press=press
            >
                {words::SEND_AGAIN}
            </Button>
            <Button kind=ButtonKind::Secondary label=words::CANCEL_EMAIL_CHANGE disabled_reason=reason on_press=cancel>
                {words::CANCEL}
            </Button>
        </div>
    }
}
