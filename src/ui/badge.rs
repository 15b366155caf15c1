//! A word that says in which state something is.

use leptos::prelude::*;

/// What a state means for whoever reads it. The words say it too: nobody depends on the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to see to.
    Neutral,
    /// All is well.
    Good,
    /// Under way, or soon to end.
    Attention,
    /// It did not work, or it ended.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Neutral => "badge",
            Self::Good => "badge badge--good",
            Self::Attention => "badge badge--attention",
            Self::Bad => "badge badge--bad",
        }
    }
}

/// A state in one or two words. Plain text to a screen reader.
#[component]
pub fn Badge(
    /// What the state means.
    tone: Tone,
    /// The state's words.
    children: Children,
) -> impl IntoView {
    view! { <span class=tone.class()>{children()}</span> }
}
