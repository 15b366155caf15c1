//! A new password for whoever knows the one that they have.

use super::changes::use_changes;
use super::words;
use crate::feedback::use_toasts;
use crate::forms::{ErrorSummary, FormProblems, NewPassword, NewPasswordField, TextField};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Section, SectionHeading};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::field::name::{CURRENT_PASSWORD, USERNAME};
use staffroom_contract::password::PASSWORD_MIN;
use staffroom_contract::{ChangeOwnPassword, FieldProblem, FieldRule, Secret, Session};

/// The form to change one's password, drawn anew once it was changed: that a form goes is what password managers take
/// as the sign to save the new password.
#[component]
pub(super) fn PasswordSection() -> impl IntoView {
    let (changes, toasts) = (use_changes(), use_toasts());
    let heading = SectionHeading::new();
    let times_changed = RwSignal::new(0_u32);
    let on_done = {
        let heading = heading.clone();
        Callback::new(move |()| {
            times_changed.update(|times| *times += 1);
            toasts.success(words::PASSWORD_CHANGED);
            changes.note();
            heading.focus();
        })
    };
    view! {
        <Section heading title=words::PASSWORD about=words::PASSWORD_ABOUT>
            {move || {
                times_changed.track();
                view! { <PasswordForm on_done /> }
            }}
        </Section>
    }
}

#[component]
fn PasswordForm(
    /// The password is changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let (username, known_words) = untrack(|| session.current().map(known_of)).unwrap_or_default();
    let username = RwSignal::new(username);
    let current = RwSignal::new(String::new());
    let min_length =
        untrack(|| session.current()).map_or(PASSWORD_MIN, |session| session.min_password_length);
    let password = NewPassword::new(min_length, known_words, None);
    let problems = FormProblems::new();

    let change = Action::new_local(move |request: &ChangeOwnPassword| {
        let changing = session.change_own_password(request.clone());
        async move {
            let answer = changing.await;
            if password.is_disposed() {
                return;
            }
            match answer {
                Ok(()) => on_done.run(()),
                Err(error) => problems.refuse(&error),
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if change.pending().get_untracked() {
            return;
        }
        let request = ChangeOwnPassword {
            current_password: Secret::new(current.get_untracked()),
            password: password.take(),
        };
        let refused = refused_fields(&request, password);
        if refused.is_empty() {
            problems.clear();
            change.dispatch_local(request);
        } else {
            problems.refuse_fields(refused);
        }
    };
    view! {
        <form class="section__form" novalidate on:submit=submit>
            <ErrorSummary problems />
            // It cannot be changed. It is there so that a password manager knows whose password it is.
            <TextField
                label=words::USERNAME
                field=USERNAME
                value=username
                problems
                is_read_only=true
                is_verbatim=true
                autocomplete="username"
            />
            <TextField
                label=words::CURRENT_PASSWORD
                field=CURRENT_PASSWORD
                value=current
                problems
                is_verbatim=true
                autocomplete="current-password"
                input_type="password"
            />
            <NewPasswordField password problems />
            <Button kind=ButtonKind::Primary is_pending=change.pending()>
                {words::CHANGE_PASSWORD}
            </Button>
        </form>
    }
}

/// The person's username, and the words that would be guessed first of their password, as far as this page knows them.
fn known_of(session: Session) -> (String, Vec<String>) {
    let words = vec![session.username.clone(), session.full_name, session.practice_name];
    (session.username, words)
}

fn refused_fields(request: &ChangeOwnPassword, password: NewPassword) -> Vec<FieldProblem> {
    let mut refused = Vec::new();
    if request.current_password.expose().is_empty() {
        refused.push(FieldProblem::new(CURRENT_PASSWORD, FieldRule::Required));
    }
    let judged = password
        .with_known_words(|words| request.validate(password.min_length(), words.iter().map(String::as_str)));
    refused.extend(judged.err().unwrap_or_default());
    refused
}
