//! The form to ask for another address.

use super::words;
use crate::api::{self, ApiError, IdempotencyKey};
use crate::forms::{FormProblems, GeneralProblem, TextField};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::field::name;
use staffroom_contract::{ChangeEmail, EmailChange};

/// A field for the new address, and **Change Email**. The person's own password is asked for if it was not entered a
/// moment ago.
#[component]
pub(super) fn ChangeForm(
    /// The address on file.
    current: Option<String>,
    /// Takes a change that was asked for.
    asked_for: Callback<EmailChange>,
) -> impl IntoView {
    let session = use_session();
    let new_email = RwSignal::new(String::new());
    let problems = FormProblems::new();
    // Names the wish for as long as nobody knows whether it was granted.
    let key = StoredValue::new(IdempotencyKey::fresh());
    Effect::watch(move || new_email.track(), move |(), _, _| key.set_value(IdempotencyKey::fresh()), false);
    let change = Action::new_local(move |request: &ChangeEmail| {
        let (request, key_of_this) = (request.clone(), key.get_value());
        async move {
            let answer = session.with_fresh(|| api::change_own_email(&request, &key_of_this)).await;
            if new_email.is_disposed() {
                return;
            }
            if matches!(answer, Ok(_) | Err(ApiError::Problem(_))) {
                key.set_value(IdempotencyKey::fresh());
            }
            match answer {
                Ok(change) => {
                    new_email.set(String::new());
                    asked_for.run(change);
                }
                Err(error) => problems.refuse(&error),
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if change.pending().get_untracked() {
            return;
        }
        let request = ChangeEmail { new_email: new_email.get_untracked() }.tidied();
        match request.validate(current.as_deref()) {
            Ok(()) => {
                problems.clear();
                change.dispatch_local(request);
            }
            Err(refused) => problems.refuse_fields(refused),
        }
    };
    view! {
        <form class="card-form" novalidate on:submit=submit>
            <GeneralProblem problems />
            <TextField
                label=words::NEW_EMAIL
                field=name::NEW_EMAIL
                value=new_email
                problems
                is_required=true
                is_verbatim=true
                hint=words::WHAT_HAPPENS
                autocomplete="email"
                input_type="email"
            />
            <Button kind=ButtonKind::Secondary is_pending=change.pending()>
                {words::CHANGE_EMAIL}
            </Button>
        </form>
    }
}
