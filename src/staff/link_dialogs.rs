//! The questions over the panel: those before a link is sent or taken back, and where the others are.
//!
//! They belong to the panel and come after the drawer in the document, which asks one of them as well.

use super::detail::{LinkQuestion, use_detail};
use super::detail_panel::TITLE_ID;
use super::email_dialogs::{CancelEmailChangeDialog, ChangeEmailDialog};
use super::invitation_dialogs::{InviteDialog, RevokeInvitationDialog};
use super::pin_dialog::PinDialog;
use super::switch_dialog::SwitchDialog;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback;
use crate::forms::{Deed, FormProblems, Question, SelectField};
use crate::session::use_session;
use crate::ui::{ButtonKind, dom, time};
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{ResetStaffPassword, StaffDetail};

/// The question that somebody asked, if any.
#[component]
pub(super) fn LinkDialogs() -> impl IntoView {
    let detail = use_detail();
    move || {
        let (question, note) = detail.question()?;
        let person = detail.now()?;
        Some(match question {
            LinkQuestion::Send => view! { <ResetPasswordDialog person note /> }.into_any(),
            LinkQuestion::Revoke => view! { <RevokeDialog person note /> }.into_any(),
            LinkQuestion::Invite => view! { <InviteDialog person note /> }.into_any(),
            LinkQuestion::RevokeInvitation => view! { <RevokeInvitationDialog person note /> }.into_any(),
            LinkQuestion::ChangeEmail => view! { <ChangeEmailDialog person note /> }.into_any(),
            LinkQuestion::CancelEmailChange => view! { <CancelEmailChangeDialog person note /> }.into_any(),
            LinkQuestion::Turn(switch) => view! { <SwitchDialog person note switch /> }.into_any(),
            LinkQuestion::SetPin => view! { <PinDialog person note /> }.into_any(),
        })
    }
}

/// Asks whether to send a link, sends one at most, and says in `note` what happened.
#[component]
fn ResetPasswordDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let staff = person.staff.summary;
    let name = staff.full_name();
    let had_live_link = person.password_reset.is_some_and(|link| link.state.is_live());
    let title = words::send_link_title(&name);
    let longest = person.password_reset_valid_seconds;
    let valid_seconds = RwSignal::new(longest.to_string());
    let chosen = move || valid_seconds.read().parse::<u32>().unwrap_or(longest);
    // Whoever chooses another time after an answer was lost means another link.
    Effect::watch(move || valid_seconds.track(), move |(), _, _| detail.forget_send_key(), false);
    let send = answering(note, move || {
        let (id, name) = (staff.id.clone(), name.clone());
        // However often it is pressed, and if the answer was lost on the way, one mail is sent.
        let key = detail.send_key();
        let seconds = untrack(chosen);
        let request = ResetStaffPassword { valid_for_hours: (seconds != longest).then_some(seconds / 3600) };
        async move {
            let answer = session.with_fresh(|| api::reset_staff_password(&id, request, &key)).await;
            if matches!(answer, Ok(_) | Err(ApiError::Problem(_))) {
                detail.forget_send_key();
            }
            let link = answer?;
            let happened = words::queued(&name, &link.sent_to, &time::words(link.expires_at));
            detail.put_link(&id, link);
            Ok(happened)
        }
    });
    view! {
        <LinkDialog title deed=send kind=ButtonKind::Primary action=words::SEND_LINK>
            <p>
                {words::IT_GOES_TO}
                " "
                <strong>{staff.email}</strong>
                {move || words::and_is_valid_for(chosen())}
            </p>
            <SelectField
                label=words::VALID_FOR
                field=name::VALID_FOR_HOURS
                value=valid_seconds
                options=validities(longest)
                problems=FormProblems::new()
                is_required=true
            />
            {had_live_link.then(|| view! { <p>{words::OLDER_LINK_STOPS}</p> })}
        </LinkDialog>
    }
}

/// How long a link can be made valid, in seconds and in words: the practice's own time, and every shorter one that
/// there is to choose.
fn validities(longest: u32) -> Vec<(String, String)> {
    let shorter = ResetStaffPassword::hours_within(longest.saturating_sub(1)).map(|hours| hours * 3600);
    shorter.chain([longest]).map(|seconds| (seconds.to_string(), words::validity(seconds))).collect()
}

/// Asks whether to take the link back.
#[component]
fn RevokeDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let staff = person.staff.summary;
    let name = staff.full_name();
    let title = words::revoke_title(&name);
    let address = person.password_reset.map(|link| link.sent_to);
    let revoke = answering(note, move || {
        let (id, name) = (staff.id.clone(), name.clone());
        async move {
            session.watch(api::revoke_staff_password_reset(&id).await)?;
            // It is revoked, whether the panel can show it by now or not.
            let _ = detail.fetch(&id).await;
            dom::focus_soon(TITLE_ID.to_owned());
            Ok(words::revoked(&name))
        }
    });
    view! {
        <LinkDialog title deed=revoke kind=ButtonKind::Danger action=words::REVOKE>
            <p>{address.map(|address| words::revoke_does(&address))}</p>
        </LinkDialog>
    }
}

/// A question over the panel.
#[component]
pub(super) fn LinkDialog(
    title: String,
    /// What it does, by [`answering`].
    deed: Deed,
    /// How much the button stands out that does it.
    kind: ButtonKind,
    /// What stands on it.
    action: &'static str,
    children: Children,
) -> impl IntoView {
    let detail = use_detail();
    let cancel = Callback::new(move |()| detail.stop_asking());
    view! {
        <Question title kind action deed on_cancel=cancel>
            {children()}
        </Question>
    }
}

/// What answers a question over the panel: `act` answers with what happened. Whoever leaves before it did is told in
/// `note` all the same.
pub(super) fn answering<F>(note: RwSignal<String>, act: impl Fn() -> F + 'static) -> Deed
where
    F: Future<Output = Result<String, ApiError>> + 'static,
{
    let detail = use_detail();
    // Lives as long as the question.
    let asked = StoredValue::new(());
    Deed::new(move || {
        let acting = act();
        async move {
            let answer = acting.await;
            let is_asked = !asked.is_disposed();
            match answer {
                Ok(happened) => {
                    if is_asked {
                        detail.stop_asking();
                    }
                    detail.say(note, happened);
                    Ok(())
                }
                Err(refusal) => {
                    if matches!(refusal, ApiError::Problem(_)) {
                        // What was shown of the person was not true any more.
                        detail.refresh();
                    }
                    if !is_asked {
                        detail.say(note, feedback::words::of(&refusal));
                    }
                    Err(refusal)
                }
            }
        }
    })
}
