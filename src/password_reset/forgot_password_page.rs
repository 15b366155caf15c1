//! The page for whoever has forgotten their password.

use super::words;
use crate::api::{self, ApiError};
use crate::feedback;
use crate::forms::{FormProblems, GeneralProblem, TextField};
use crate::practice;
use crate::ui::dom::focus_heading;
use crate::ui::{Button, ButtonKind, CardPage};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::RequestPasswordReset;
use staffroom_contract::field::name::LOGIN;
use staffroom_contract::paths::page::SIGN_IN;

/// One field, **Send link**, and then where to look for it. What it says is the same for everybody, as the server's
/// answer is.
#[component]
pub fn ForgotPasswordPage() -> impl IntoView {
    let is_requested = RwSignal::new(false);
    let title = Signal::derive(move || {
        if is_requested.get() { words::LINK_REQUESTED } else { words::FORGOT_PASSWORD }.to_owned()
    });
    Effect::new(move || document().set_title(&format!("{} · {}", title.read(), practice::name())));
    let requested = Callback::new(move |()| {
        is_requested.set(true);
        request_animation_frame(|| {
            focus_heading();
        });
    });
    view! {
        <CardPage owner=practice::name() title>
            {move || {
                if is_requested.get() {
                    view! { <LinkRequested /> }.into_any()
                } else {
                    view! { <LoginForm on_requested=requested /> }.into_any()
                }
            }}
            <p>
                <a rel="external" href=SIGN_IN>
                    {words::BACK_TO_SIGN_IN}
                </a>
            </p>
        </CardPage>
    }
}

/// Who it is for, and **Send link**.
#[component]
fn LoginForm(
    /// The server has taken it.
    on_requested: Callback<()>,
) -> impl IntoView {
    let login = RwSignal::new(String::new());
    let problems = FormProblems::new();
    let request_link = Action::new_local(move |request: &RequestPasswordReset| {
        let request = request.clone();
        async move {
            match api::request_password_reset(&request).await {
                Ok(()) => on_requested.run(()),
                Err(error) => say(problems, &error),
            }
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if request_link.pending().get_untracked() {
            return;
        }
        let request = RequestPasswordReset { login: login.get_untracked() }.tidied();
        match request.validate() {
            Ok(()) => {
                problems.clear();
                request_link.dispatch_local(request);
            }
            Err(refused) => problems.refuse_fields(refused),
        }
    };
    view! {
        <p>{words::FORGOT_PASSWORD_BODY}</p>
        <form class="card-form" novalidate on:submit=submit>
            <GeneralProblem problems />
            <TextField
                label=words::LOGIN
                field=LOGIN
                value=login
                problems
                is_verbatim=true
                autocomplete="username"
            />
            <Button kind=ButtonKind::Primary is_pending=request_link.pending()>
                {words::SEND_LINK}
            </Button>
        </form>
    }
}

/// Where to look for the mail, and what to do if none comes.
#[component]
fn LinkRequested() -> impl IntoView {
    view! {
        <p>{words::LINK_REQUESTED_BODY}</p>
        <p>{words::NO_MAIL}</p>
    }
}

fn say(problems: FormProblems, error: &ApiError) {
    if problems.take_api_error(error) {
        problems.focus_first();
    } else {
        problems.set_general(feedback::words::of(error));
    }
}
