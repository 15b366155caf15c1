//! The landing page of reset links and invitations: from the code in the link to a password of one's own.
//!
//! It is a page by itself. It knows neither the router nor the session nor the staff, so that it can become a small
//! app of its own for people who never see the rest.

mod dead_link;
mod model;
mod new_password_form;
mod page;
mod words;

pub use page::{PasswordResetPage, PasswordResetPageProps};
