//! A section of a page.

use super::dom::{focus_soon, unique_id};
use leptos::prelude::*;

/// The heading of a section, which the keyboard can be sent to when its own place in the section is gone.
#[derive(Clone)]
pub struct SectionHeading(String);

impl SectionHeading {
    /// A heading that no other section has.
    pub fn new() -> Self {
        Self(unique_id("section"))
    }

    /// Sends the keyboard to it, once what happens now is drawn.
    pub fn focus(&self) {
        focus_soon(self.0.clone());
    }
}

impl Default for SectionHeading {
    fn default() -> Self {
        Self::new()
    }
}

/// What it is about, a word on it, and the thing itself: side by side where there is room. It is known by its heading.
#[component]
pub fn Section(
    /// Its heading; given by whoever sends the keyboard there.
    #[prop(optional)]
    heading: SectionHeading,
    /// What the heading says.
    title: &'static str,
    /// What to know before going on.
    about: &'static str,
    /// The thing itself.
    children: Children,
) -> impl IntoView {
    let SectionHeading(id) = heading;
    let labelled_by = id.clone();
    view! {
        <section class="section" aria-labelledby=labelled_by>
            <div class="section__about">
                <h2 id=id tabindex="-1">
                    {title}
                </h2>
                <p>{about}</p>
            </div>
            <div class="section__body">{children()}</div>
        </section>
    }
}
