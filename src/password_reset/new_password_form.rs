//! The form to choose a password.

use super::model::DeadLink;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback;
use crate::forms::{FormProblems, GeneralProblem, NewPassword, NewPasswordField, TextField};
use crate::ui::{Button, ButtonKind, time};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::field::name::USERNAME;
use staffroom_contract::{
    CompletePasswordReset, InspectPasswordReset, LinkPurpose, PasswordResetLink, Secret,
};

/// Whose password it is, one field for it, **Set password**.
///
/// The username is a field of its own, so that a password manager knows what the password belongs to.
#[component]
pub(super) fn NewPasswordForm(
    /// Which kind of link it is.
    purpose: LinkPurpose,
    /// The link's code.
    code: Secret,
    /// The link.
    link: PasswordResetLink,
    /// The password is set.
    on_done: Callback<()>,
    /// The link has ended in the meantime.
    on_dead: Callback<DeadLink>,
) -> impl IntoView {
    let known_words = vec![link.username.clone(), link.practice_name];
    let min_length = link.min_password_length;
    let password =
        NewPassword::new(min_length, known_words, Some(InspectPasswordReset { purpose, code: code.clone() }));
    let username = RwSignal::new(link.username);
    let problems = FormProblems::new();
    let valid_until = words::valid_until(purpose, &time::words(link.expires_at));

    let complete = Action::new_local(move |request: &CompletePasswordReset| {
        let request = request.clone();
        async move {
            let answer = api::complete_password_reset(&request).await;
            if password.is_disposed() {
                // The form has made way for another link's, and what became of this one is no longer asked.
                return;
            }
            match answer {
                Ok(()) => {
                    password.clear();
                    on_done.run(());
                }
                Err(error) => match DeadLink::told_by(&error) {
                    Some(dead) => on_dead.run(dead),
                    None => say(problems, &error),
                },
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if complete.pending().get_untracked() {
            return;
        }
        let request = CompletePasswordReset { purpose, code: code.clone(), password: password.take() };
        let judged =
            password.with_known_words(|words| request.validate(min_length, words.iter().map(String::as_str)));
        match judged {
            Ok(()) => {
                problems.clear();
                complete.dispatch_local(request);
            }
            Err(refused) => problems.refuse_fields(refused),
        }
    };

    view! {
        <form class="card-form" novalidate on:submit=submit>
            <GeneralProblem problems action=ViewFn::from(|| view! { <TryAgain /> }) />
            <TextField
                label=words::USERNAME
                field=USERNAME
                value=username
                problems
                is_read_only=true
                is_verbatim=true
                autocomplete="username"
            />
            <NewPasswordField password problems />
            <Button kind=ButtonKind::Primary is_pending=complete.pending()>
                {words::SET_PASSWORD}
            </Button>
            <p class="password-reset__validity">{valid_until}</p>
        </form>
    }
}

/// Sends once more what was typed.
#[component]
fn TryAgain() -> impl IntoView {
    view! { <Button kind=ButtonKind::Secondary>{words::TRY_AGAIN}</Button> }
}

fn say(problems: FormProblems, error: &ApiError) {
    if problems.take_api_error(error) {
        problems.focus_first();
    } else {
        problems.set_general(feedback::words::of(error));
    }
}
