//! Whatever the session has to ask over the page.

use super::idle_dialog::IdleDialog;
use super::password_dialog::PasswordDialog;
use super::session_ended_dialog::SessionEndedDialog;
use leptos::prelude::*;

/// The session's questions, each over whatever is open when it is asked.
#[component]
pub fn SessionDialogs() -> impl IntoView {
    view! {
        <PasswordDialog />
        <IdleDialog />
        <SessionEndedDialog />
    }
    .into_any()
}
