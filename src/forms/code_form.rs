//! The way in for those whose mail program has cut the link short.

use super::{FormProblems, TextField, words};
use crate::ui::{Button, ButtonKind};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use staffroom_contract::Secret;
use staffroom_contract::password_reset::code_in;

const CODE: &str = "code";

/// A field for the code from the mail, or for the whole link, and **Continue**.
#[component]
pub fn CodeForm(
    /// Where the code is to be found.
    hint: &'static str,
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
        <form class="card-form" novalidate on:submit=submit>
            <TextField
                label=words::CODE
                field=CODE
                value=pasted
                problems
                is_verbatim=true
                hint
            />
            <Button kind=ButtonKind::Primary>{words::CONTINUE}</Button>
        </form>
    }
}
