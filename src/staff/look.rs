//! How somebody likes the table to look: which columns it has, and how dense it is. The browser remembers it.

use crate::ui::remembered;
use leptos::prelude::*;

/// The name by which the browser remembers it.
const KEY: &str = "staffroom-table";

/// The column with the last sign-in is there.
pub(super) const LAST_SIGN_IN: &str = "last-sign-in";
/// The column with the second factor is not there.
pub(super) const NO_TWO_FACTOR: &str = "no-two-factor";
/// Rows are one line.
pub(super) const COMPACT: &str = "compact";

/// How the table looks: words of which each changes something, as the style sheet knows them.
#[derive(Clone, Copy)]
pub(super) struct Look(RwSignal<String>);

impl Look {
    /// As it was left.
    pub(super) fn kept() -> Self {
        Self(RwSignal::new(remembered::recall(KEY).unwrap_or_default()))
    }

    /// All of its words.
    pub(super) fn words(self) -> RwSignal<String> {
        self.0
    }

    /// Whether it has this word.
    pub(super) fn has(self, word: &str) -> bool {
        self.0.read().split(' ').any(|known| known == word)
    }

    /// Adds a word or takes it away.
    pub(super) fn set(self, word: &str, is_set: bool) {
        self.0.update(|words| {
            let others = words.split(' ').filter(|known| *known != word && !known.is_empty());
            *words = others.chain(is_set.then_some(word)).collect::<Vec<_>>().join(" ");
        });
        remembered::remember(KEY, &self.0.read_untracked());
    }
}
