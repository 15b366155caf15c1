//! The form to sign in with.

use super::words;
use crate::api::{self, ApiError};
use crate::feedback;
use crate::forms::{FormProblems, GeneralProblem, TextField};
use crate::ui::{Button, ButtonKind};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::field::name::{PASSWORD, USERNAME};
use staffroom_contract::text::tidy;
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode, Secret, Session, SignIn};

/// Username, password, **Sign in**.
///
/// A wrong password keeps the username, clears the password and puts the keyboard there.
#[component]
pub fn SignInForm(
    /// The username to begin with.
    #[prop(optional, into)]
    username: String,
    /// Takes the session of whoever has signed in.
    on_signed_in: Callback<Session>,
    /// Other ways on, beside the button.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let has_username = !username.is_empty();
    let username = RwSignal::new(username);
    let password = RwSignal::new(String::new());
    let problems = FormProblems::new();

    let sign_in = Action::new_local(move |request: &SignIn| {
        let request = request.clone();
        async move {
            let answer = api::sign_in(&request).await;
            if password.is_disposed() {
                // Whoever left the form before the answer came does not want to be signed in by it any more.
                return;
            }
            match answer {
                Ok(session) => {
                    password.set(String::new());
                    on_signed_in.run(session);
                }
                Err(error) => say(problems, password, &error),
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if sign_in.pending().get_untracked() {
            return;
        }
        let request = SignIn {
            username: tidy(&username.read_untracked()),
            password: Secret::new(password.get_untracked()),
        };
        let missing = missing_fields(&request);
        if missing.is_empty() {
            problems.clear();
            sign_in.dispatch_local(request);
        } else {
            problems.refuse_fields(missing);
        }
    };

    view! {
        <form class="sign-in" novalidate on:submit=submit>
            <GeneralProblem problems />
            <TextField
                label=words::USERNAME
                field=USERNAME
                value=username
                problems
                is_verbatim=true
                autocomplete="username"
            />
            <TextField
                label=words::PASSWORD
                field=PASSWORD
                value=password
                problems
                is_verbatim=true
                autocomplete="current-password"
                input_type="password"
                has_initial_focus=has_username
            />
            <div class="sign-in__actions">
                <Button kind=ButtonKind::Primary is_pending=sign_in.pending()>
                    {words::SIGN_IN}
                </Button>
                {children.map(|children| children())}
            </div>
        </form>
    }
}

fn missing_fields(request: &SignIn) -> Vec<FieldProblem> {
    [(USERNAME, request.username.is_empty()), (PASSWORD, request.password.expose().is_empty())]
        .into_iter()
        .filter(|(_, is_missing)| *is_missing)
        .map(|(field, _)| FieldProblem::new(field, FieldRule::Required))
        .collect()
}

fn say(problems: FormProblems, password: RwSignal<String>, error: &ApiError) {
    if error.code() == Some(ProblemCode::WrongCredentials) {
        password.set(String::new());
        problems.set_general(words::WRONG_CREDENTIALS);
        problems.focus_field(PASSWORD);
    } else if problems.take_api_error(error) {
        problems.focus_first();
    } else {
        problems.set_general(feedback::words::of(error));
    }
}
