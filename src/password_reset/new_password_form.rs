//! The form to choose a password.

use super::model::{Advice, DeadLink, advice, known_words};
use super::words;
use crate::api::{self, ApiError};
use crate::feedback;
use crate::forms::{FormProblems, GeneralProblem, TextField};
use crate::ui::{Button, ButtonKind, time};
use js_sys::JsString;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::field::name::{PASSWORD, USERNAME};
use staffroom_contract::{CompletePasswordReset, LinkPurpose, PasswordResetLink, Secret};

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
    let username = RwSignal::new(link.username.clone());
    let password = RwSignal::new(String::new());
    let is_visible = RwSignal::new(false);
    let problems = FormProblems::new();
    let valid_until = words::valid_until(purpose, &time::words(link.expires_at));
    let min_length = link.min_password_length;
    let link = StoredValue::new(link);
    let typed = Memo::new(move |_| link.with_value(|link| advice(&normal_form(&password.read()), link)));

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
                    password.set(String::new());
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
        is_visible.set(false);
        let password = Secret::new(normal_form(&password.read_untracked()));
        let request = CompletePasswordReset { purpose, code: code.clone(), password };
        match link.with_value(|link| request.validate(min_length, known_words(link))) {
            Ok(()) => {
                problems.clear();
                complete.dispatch_local(request);
            }
            Err(refused) => {
                problems.set(refused);
                problems.focus_first();
            }
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
            <TextField
                label=words::NEW_PASSWORD
                field=PASSWORD
                value=password
                problems
                is_verbatim=true
                hint=words::rules(min_length)
                autocomplete="new-password"
                input_type=Signal::derive(move || if is_visible.get() { "text" } else { "password" })
            >
                <ShowButton is_visible />
            </TextField>
            <p class="password-reset__advice" aria-live="polite" data-fine=move || (typed.get() == Advice::Fine).then_some("")>
                {move || words::advice(typed.get())}
            </p>
            <Button kind=ButtonKind::Primary is_pending=complete.pending()>
                {words::SET_PASSWORD}
            </Button>
            <p class="password-reset__validity">{valid_until}</p>
        </form>
    }
}

/// Says of itself what it will do, and, once pressed, what it has done.
#[component]
fn ShowButton(is_visible: RwSignal<bool>) -> impl IntoView {
    let was_pressed = RwSignal::new(false);
    let toggle = Callback::new(move |()| {
        was_pressed.set(true);
        is_visible.update(|is_visible| *is_visible = !*is_visible);
    });
    let said = move || match (was_pressed.get(), is_visible.get()) {
        (false, _) => "",
        (true, true) => words::IS_VISIBLE,
        (true, false) => words::IS_HIDDEN,
    };
    let name = Signal::derive(move || {
        Some(if is_visible.get() { words::HIDE_PASSWORD } else { words::SHOW_PASSWORD }.to_owned())
    });
    view! {
        <Button kind=ButtonKind::Secondary on_press=toggle label=name>
            {move || if is_visible.get() { words::HIDE } else { words::SHOW }}
        </Button>
        <span class="visually-hidden" aria-live="polite">
            {said}
        </span>
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

/// The password in normalisation form C, by the tables that the browser has built in: the same letters typed on
/// two keyboards are the same password.
fn normal_form(password: &str) -> String {
    JsString::from(password).normalize("NFC").into()
}
