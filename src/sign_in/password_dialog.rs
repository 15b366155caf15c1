//! The password again, over whatever is open.

use super::words;
use crate::api::ApiError;
use crate::feedback;
use crate::forms::{FormDialog, FormProblems, GeneralProblem, TextField};
use crate::session::use_session;
use crate::ui::ButtonKind;
use leptos::prelude::*;
use staffroom_contract::field::name::{PASSWORD, USERNAME};
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode, Secret};

/// When an act weighs so heavily that an open session is not enough: asks for the person's own password over the
/// page, which stays as it is. With it the act goes on; **Cancel** leaves everything as it was.
#[component]
pub fn PasswordDialog() -> impl IntoView {
    let session = use_session();
    let is_asked = Memo::new(move |_| session.is_password_asked());
    move || is_asked.get().then(|| view! { <PasswordForm /> })
}

#[component]
fn PasswordForm() -> impl IntoView {
    let session = use_session();
    let username = session.current().map(|session| session.username).unwrap_or_default();
    let password = RwSignal::new(String::new());
    let problems = FormProblems::new();
    let enter = Action::new_local(move |typed: &Secret| {
        let entering = session.enter_password(typed.clone());
        async move {
            if let Err(error) = entering.await
                && !password.is_disposed()
            {
                say(problems, &error);
            }
        }
    });
    let submit = Callback::new(move |()| {
        let typed = password.get_untracked();
        if typed.is_empty() {
            problems.refuse_fields(vec![FieldProblem::new(PASSWORD, FieldRule::Required)]);
        } else {
            problems.clear();
            password.set(String::new());
            enter.dispatch_local(Secret::new(typed));
        }
    });
    let cancel = Callback::new(move |()| session.refuse_password());
    view! {
        <FormDialog
            title=words::ENTER_PASSWORD
            class="sign-in"
            kind=ButtonKind::Primary
            action=words::GO_ON
            is_pending=enter.pending()
            on_submit=submit
            on_cancel=cancel
        >
            <p>{words::WHY_PASSWORD}</p>
            <GeneralProblem problems />
            // It cannot be changed. It is there so that a password manager knows whose password is wanted.
            <TextField
                label=words::USERNAME
                field=USERNAME
                value=RwSignal::new(username)
                problems
                is_read_only=true
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
                has_initial_focus=true
            />
        </FormDialog>
    }
}

fn say(problems: FormProblems, error: &ApiError) {
    if error.code() == Some(ProblemCode::WrongCredentials) {
        problems.set_worded(PASSWORD, words::WRONG_PASSWORD);
    } else if !problems.take_api_error(error) {
        problems.set_general(feedback::words::of(error));
    }
    problems.focus_field(PASSWORD);
}
