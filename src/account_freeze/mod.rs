//! The landing page of the link in a notice: "This was not me".

mod words;

use crate::api;
use crate::code_page::{CodePage, code_page};
use crate::ui::ButtonKind;
use leptos::prelude::*;
use staffroom_contract::FreezeAccount;

static PAGE: CodePage = CodePage {
    heading: words::FREEZE_YOUR_ACCOUNT,
    code_hint: words::CODE_HINT,
    what_it_does: &[words::WHAT_IT_DOES, words::WHAT_IT_COSTS],
    action: words::FREEZE,
    kind: ButtonKind::Danger,
    act: |code| Box::pin(api::freeze_account(FreezeAccount { code })),
    done: words::FROZEN,
    done_body: words::DONE_BODY,
    dead: words::dead,
};

/// From a code over a question to a frozen account.
#[component]
pub fn AccountFreezePage() -> impl IntoView {
    code_page(&PAGE)
}
