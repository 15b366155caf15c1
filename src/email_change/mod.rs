//! The landing pages of the two links of a change of email: "This is my address", and "This wasn't me".

mod words;

use crate::api;
use crate::code_page::{CodePage, code_page};
use crate::ui::ButtonKind;
use leptos::prelude::*;
use staffroom_contract::{ConfirmEmailChange, ObjectToEmailChange};

static CONFIRM: CodePage = CodePage {
    heading: words::CONFIRM_YOUR_EMAIL,
    code_hint: words::CODE_HINT,
    what_it_does: &[words::CONFIRMING_DOES],
    action: words::CONFIRM,
    kind: ButtonKind::Primary,
    act: |code| Box::pin(api::confirm_email_change(ConfirmEmailChange { code })),
    done: words::CONFIRMED,
    done_body: words::CONFIRMED_BODY,
    dead: words::dead,
};

static KEEP: CodePage = CodePage {
    heading: words::KEEP_YOUR_EMAIL,
    code_hint: words::CODE_HINT,
    what_it_does: &[words::KEEPING_DOES, words::KEEPING_LEAVES],
    action: words::KEEP,
    kind: ButtonKind::Primary,
    act: |code| Box::pin(api::object_to_email_change(ObjectToEmailChange { code })),
    done: words::KEPT,
    done_body: words::KEPT_BODY,
    dead: words::dead,
};

/// From a code over a question to a new address that is in force.
#[component]
pub fn ConfirmEmailPage() -> impl IntoView {
    code_page(&CONFIRM)
}

/// From a code over a question to an old address that stays.
#[component]
pub fn KeepEmailPage() -> impl IntoView {
    code_page(&KEEP)
}
