//! Pictures drawn in the colour of the text around them.

use leptos::prelude::*;

/// Which picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Two strokes that cross: close.
    Close,
    /// Three lines: a menu.
    Menu,
    /// A tick: done, or on.
    Check,
    /// An exclamation mark in a triangle: something went wrong.
    Warning,
    /// A magnifying glass.
    Search,
    /// A person's head and shoulders.
    Person,
}

impl IconName {
    /// The strokes, on a grid of 16 by 16.
    const fn strokes(self) -> &'static str {
        match self {
            Self::Close => "M4 4l8 8M12 4l-8 8",
            Self::Menu => "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
            Self::Check => "M3 8.5l3.2 3.2L13 5",
            Self::Warning => "M8 2.2l6.3 11.3H1.7L8 2.2zM8 6.4v3.2M8 11.6v.1",
            Self::Search => "M7 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9zM10.4 10.4l3.1 3.1",
            Self::Person => {
                "M8 2.5a2.7 2.7 0 1 1 0 5.4a2.7 2.7 0 0 1 0-5.4zM2.8 13.5c.6-2.6 2.6-3.9 5.2-3.9s4.6 1.3 5.2 3.9"
            }
        }
    }
}

/// A picture beside words that say the same: a screen reader passes over it.
#[component]
pub fn Icon(
    /// Which picture.
    name: IconName,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d=name.strokes() />
        </svg>
    }
}
