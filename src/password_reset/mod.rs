//! From a forgotten password to one of one's own: the page to ask for a link at, and the landing page of reset links
//! and invitations.
//!
//! Each is a page by itself. They know neither the router nor the session nor the staff, so that they can be a small
//! app of their own for people who never see the rest.

mod dead_link;
mod forgot_password_page;
mod model;
mod new_password_form;
mod page;
mod words;

pub use forgot_password_page::ForgotPasswordPage;
pub use page::{PasswordResetPage, PasswordResetPageProps};
