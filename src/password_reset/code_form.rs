//! The way in for those whose mail program has cut the link short.

use super::words;
use crate::forms::{FormProblems, TextField};
use crate::ui::{Button, ButtonKind};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::password_reset::code_in;
use staffroom_contract::{LinkPurpose, Secret};

const CODE: &str = "code";

/// A field for the code from the mail, or for the whole link, and **Continue**.
#[component]
pub(super) fn CodeForm(
    /// Which kind of link the code is from.
    purpose: LinkPurpose,
    /// Takes what has the form of a code.
    on_code: Callback<Secret>,
) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    let problems = FormProblems::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(code) = code_in(&pasted.read_untracked()) {
            on_code.run(code);
        } else {
            problems.set_worded(CODE, words::NOT_A_CODE);
            problems.focus_first();
        }
    };
    view! {
        <form class="password-reset" novalidate on:submit=submit>
            <TextField
                label=words::CODE
                field=CODE
                value=pasted
                problems
                is_verbatim=true
                hint=words::code_hint(purpose)
            />
            <Button kind=ButtonKind::Primary>{words::CONTINUE}</Button>
        </form>
    }
}
