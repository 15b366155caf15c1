//! One's own account: the password, where one is signed in, and what happened around it.
//!
//! To add something: a component that draws a `Section`, and its line in `page.rs`.

mod changes;
mod email_section;
mod events;
mod events_section;
mod page;
pub mod part;
mod password_section;
mod sessions_section;
mod words;

pub use part::Account;
