//! The address that mail about the account goes to.

use super::section::{Section, SectionHeading};
use super::words;
use crate::own_email::OwnEmailAddress;
use leptos::prelude::*;

/// The address, and the way to another one for those who may go it.
#[component]
pub(super) fn EmailSection() -> impl IntoView {
    view! {
        <Section heading=SectionHeading::new() title=words::EMAIL intro=words::EMAIL_INTRO>
            <OwnEmailAddress />
        </Section>
    }
}
