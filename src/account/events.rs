//! What happened around one's access, as far as it is loaded.

use crate::api::{self, ApiError};
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::OwnEvent;

/// What the list waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// A page.
    Loading,
    /// Nothing.
    Ready,
    /// A page did not come. What was loaded stays.
    Failed(ApiError),
}

/// The events, newest first.
#[derive(Clone, Copy)]
pub(super) struct Events {
    session: SessionContext,
    items: RwSignal<Vec<OwnEvent>>,
    next: RwSignal<Option<String>>,
    phase: RwSignal<Phase>,
    /// Counts the questions, so that the answer to an older one never overwrites that to a newer.
    asked: StoredValue<u32>,
}

impl Events {
    /// Nothing is loaded yet.
    pub(super) fn new() -> Self {
        Self {
            session: use_session(),
            items: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            phase: RwSignal::new(Phase::Loading),
            asked: StoredValue::new(0),
        }
    }

    /// The events.
    pub(super) fn items(self) -> Vec<OwnEvent> {
        self.items.get()
    }

    /// What the list waits for.
    pub(super) fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Whether there are older ones.
    pub(super) fn has_more(self) -> bool {
        self.next.read().is_some()
    }

    /// Whether nothing is known of any.
    pub(super) fn is_empty(self) -> bool {
        self.items.read().is_empty()
    }

    /// Loads the newest in the place of all.
    pub(super) fn load(self) {
        self.ask(None);
    }

    /// Loads older ones.
    pub(super) fn load_more(self) {
        self.ask(self.next.get_untracked());
    }

    fn ask(self, after: Option<String>) {
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        self.phase.set(Phase::Loading);
        spawn_local(async move {
            let answer = self.session.watch(api::list_own_events(after.as_deref()).await);
            // The page may be gone by now, or something newer is under way.
            if self.asked.try_get_value() != Some(question) {
                return;
            }
            match answer {
                Ok(page) => {
                    self.items.update(|items| {
                        if after.is_none() {
                            items.clear();
                        }
                        items.extend(page.items);
                    });
                    self.next.set(page.next);
                    self.phase.set(Phase::Ready);
                }
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }
}
