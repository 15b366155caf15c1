//! The sections of the page, in their order.

use super::changes::provide_changes;
use super::email_section::EmailSection;
use super::events_section::EventsSection;
use super::password_section::PasswordSection;
use super::sessions_section::SessionsSection;
use leptos::prelude::*;

/// What people see and do of their own account.
#[component]
pub fn AccountPage() -> impl IntoView {
    provide_changes();
    view! {
        <PasswordSection />
        <EmailSection />
        <SessionsSection />
        <EventsSection />
    }
    .into_any()
}
