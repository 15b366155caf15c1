//! The pages around links in mails, an app of their own: whoever asks for one or comes from one, often on a phone,
//! loads nothing of the signed-in part.
//!
//! Each of these pages stands alone, so that there is no router: a way on from here leads to another document. To add
//! a page: its path in the contract's `paths::page`, `is_landing` there, and its line in `other_pages.rs`.

mod other_pages;

use crate::password_reset::PasswordResetPage;
use crate::ui::dom;
use leptos::prelude::*;
use other_pages::OtherPage;
use staffroom_contract::LinkPurpose;
use staffroom_contract::paths::page;

/// The landing page that the address names.
#[component]
pub fn Landing() -> impl IntoView {
    dom::reload_when_revived();
    dom::remove_shell();
    // The server answers no other path with this document.
    let path = location().pathname().unwrap_or_default();
    let purpose = match path.as_str() {
        page::RESET_PASSWORD => LinkPurpose::PasswordReset,
        page::ACCEPT_INVITATION => LinkPurpose::Invitation,
        _ => return view! { <OtherPage path /> }.into_any(),
    };
    view! { <PasswordResetPage purpose /> }.into_any()
}
