//! The pages around links in mails, an app of their own: whoever asks for one or comes from one, often on a phone,
//! loads nothing of the signed-in part.
//!
//! Each of these pages stands alone, so that there is no router: a way on from here leads to another document. To add
//! a page: its path in the contract's `paths::page`, `is_landing` there, and its line in [`Landing`].

use crate::account_freeze::AccountFreezePage;
use crate::email_change::{ConfirmEmailPage, KeepEmailPage};
use crate::password_reset::{ForgotPasswordPage, PasswordResetPage};
use crate::ui::dom;
use leptos::prelude::*;
use staffroom_contract::LinkPurpose;
use staffroom_contract::paths::page;

/// The landing page that the address names.
#[component]
pub fn Landing() -> impl IntoView {
    dom::reload_when_revived();
    dom::remove_shell();
    // The server answers no other path with this document.
    match location().pathname().unwrap_or_default().as_str() {
        page::FORGOT_PASSWORD => view! { <ForgotPasswordPage /> }.into_any(),
        page::FREEZE_ACCOUNT => view! { <AccountFreezePage /> }.into_any(),
        page::CONFIRM_EMAIL => view! { <ConfirmEmailPage /> }.into_any(),
        page::KEEP_EMAIL => view! { <KeepEmailPage /> }.into_any(),
        page::ACCEPT_INVITATION => view! { <PasswordResetPage purpose=LinkPurpose::Invitation /> }.into_any(),
        _ => view! { <PasswordResetPage purpose=LinkPurpose::PasswordReset /> }.into_any(),
    }
}
