//! The address that mail about the account goes to.

use super::words;
use crate::own_email::OwnEmailAddress;
use crate::ui::Section;
use leptos::prelude::*;

/// The address, and the way to another one for those who may go it.
#[component]
pub(super) fn EmailSection() -> impl IntoView {
    view! {
        <Section title=words::EMAIL about=words::EMAIL_ABOUT>
            <OwnEmailAddress />
        </Section>
    }
}
