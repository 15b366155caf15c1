//! The questions about a person's email address: which one is to take its place, and whether to take that back.

use super::detail::use_detail;
use super::detail_panel::TITLE_ID;
use super::link_dialogs::{LinkDialog, answering};
use super::words;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::feedback;
use crate::forms::{FormDialog, FormProblems, GeneralProblem, TextField};
use crate::session::use_session;
use crate::ui::{ButtonKind, dom, time};
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{ChangeEmail, StaffDetail};

/// Asks for another address, sends one pair of mails at most, and says in `note` what happened.
#[component]
pub(super) fn ChangeEmailDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let staff = person.staff.summary;
    let title = words::change_email_title(&staff.full_name());
    let stays = words::stays_until_confirmed(staff.email.as_deref());
    let replaced = person.email_change.map(|change| words::is_replaced(&change.new_email));
    let new_email = RwSignal::new(String::new());
    let problems = FormProblems::new();
    // Names the wish for as long as nobody knows whether it was granted.
    let key = StoredValue::new(IdempotencyKey::fresh());
    Effect::watch(move || new_email.track(), move |(), _, _| key.set_value(IdempotencyKey::fresh()), false);

    let (id, name, current) = (staff.id.clone(), staff.full_name(), staff.email);
    let send = Action::new_local(move |request: &ChangeEmail| {
        let (id, name, request, key_of_this) = (id.clone(), name.clone(), request.clone(), key.get_value());
        async move {
            let answer = session.with_fresh(|| api::change_staff_email(&id, &request, &key_of_this)).await;
            if matches!(answer, Ok(_) | Err(ApiError::Problem(_))) {
                key.try_set_value(IdempotencyKey::fresh());
            }
            match answer {
                Ok(change) => {
                    let happened =
                        words::change_queued(&name, &change.new_email, &time::words(change.expires_at));
                    detail.put_email_change(&id, Some(change));
                    if !new_email.is_disposed() {
                        detail.stop_asking();
                    }
                    detail.say(note, happened);
                }
                Err(error) if new_email.is_disposed() => detail.say(note, feedback::words::of(&error)),
                Err(error) => problems.refuse(&error),
            }
        }
    });
    let submit = Callback::new(move |()| {
        let request = ChangeEmail { new_email: new_email.get_untracked() }.tidied();
        match request.validate(current.as_deref()) {
            Ok(()) => {
                problems.clear();
                send.dispatch_local(request);
            }
            Err(refused) => problems.refuse_fields(refused),
        }
    });
    let cancel = Callback::new(move |()| detail.stop_asking());
    view! {
        <FormDialog
            title
            class="staff-form"
            kind=ButtonKind::Primary
            action=words::SEND_LINK
            is_pending=send.pending()
            on_submit=submit
            on_cancel=cancel
        >
            <GeneralProblem problems />
            <TextField
                label=words::NEW_EMAIL
                field=name::NEW_EMAIL
                value=new_email
                problems
                is_required=true
                is_verbatim=true
                input_type="email"
                has_initial_focus=true
                hint=words::LINK_GOES_THERE
            />
            <p>{stays}</p>
            {replaced.map(|replaced| view! { <p>{replaced}</p> })}
        </FormDialog>
    }
    .into_any()
}

/// Asks whether to take the change back.
#[component]
pub(super) fn CancelEmailChangeDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let staff = person.staff.summary;
    let title = words::cancel_change_title(&staff.full_name());
    let does = person.email_change.map(|change| words::cancelling_does(&change.new_email));
    let cancel = answering(note, move || {
        let (id, name) = (staff.id.clone(), staff.full_name());
        async move {
            session.watch(api::cancel_email_change(&id).await)?;
            detail.put_email_change(&id, None);
            dom::focus_soon(TITLE_ID.to_owned());
            Ok(words::change_cancelled(&name))
        }
    });
    view! {
        <LinkDialog title deed=cancel kind=ButtonKind::Danger action=words::CANCEL_CHANGE>
            <p>{does}</p>
        </LinkDialog>
    }
}
