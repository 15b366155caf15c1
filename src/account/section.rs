//! A section of the page.

use crate::ui::dom::{focus_soon, unique_id};
use leptos::prelude::*;

/// Where the keyboard goes when its own place in a section is gone.
#[derive(Clone)]
pub(super) struct SectionHeading(String);

impl SectionHeading {
    pub(super) fn new() -> Self {
        Self(unique_id("section"))
    }

    pub(super) fn focus(&self) {
        focus_soon(self.0.clone());
    }
}

/// What it is about, what to know of it, and the thing itself.
#[component]
pub(super) fn Section(
    /// Its heading.
    heading: SectionHeading,
    /// What the heading says.
    title: &'static str,
    /// What to know before going on.
    intro: &'static str,
    /// The thing itself.
    children: Children,
) -> impl IntoView {
    let SectionHeading(id) = heading;
    let labelled_by = id.clone();
    view! {
        <section class="account__section" aria-labelledby=labelled_by>
            <div class="account__about">
                <h2 id=id tabindex="-1">
                    {title}
                </h2>
                <p>{intro}</p>
            </div>
            <div class="account__body">{children()}</div>
        </section>
    }
}
