//! Signing in: on a page of its own, and over the page when the session has ended in the middle of somebody's work,
//! is about to, or is not enough for what somebody wants to do.

pub mod idle_dialog;
pub mod part;
pub mod password_dialog;
pub mod session_dialogs;
pub mod session_ended_dialog;
pub mod sign_in_form;
pub mod sign_in_page;
mod words;

pub use part::{SessionQuestions, SignIn, provide_sign_in_part};
