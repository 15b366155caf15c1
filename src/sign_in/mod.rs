//! Signing in: on a page of its own, and over the page when the session has ended in the middle of somebody's work.

pub mod session_ended_dialog;
pub mod sign_in_form;
pub mod sign_in_page;
mod words;

pub use session_ended_dialog::SessionEndedDialog;
pub use sign_in_page::SignInPage;
