//! What was changed on this page, as far as other sections of it show it.

use crate::session::use_session;
use leptos::prelude::*;

/// Counts the changes.
#[derive(Clone, Copy)]
pub(super) struct Changes(RwSignal<u32>);

/// Begins to count for the sections of the page.
pub(super) fn provide_changes() {
    provide_context(Changes(RwSignal::new(0)));
}

/// The changes of the page above.
pub(super) fn use_changes() -> Changes {
    expect_context()
}

impl Changes {
    /// Something was changed.
    pub(super) fn note(self) {
        // The page may have been left meanwhile.
        self.0.try_update(|count| *count += 1);
    }

    /// Loads at once, after each change, and when somebody has signed in again.
    pub(super) fn load_by(self, load: impl Fn() + Copy + 'static) {
        Effect::new(move || {
            self.0.track();
            load();
        });
        use_session().on_renewal(load);
    }
}
