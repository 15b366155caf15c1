//! A bulk act as far as it is known, looked at again and again while it runs.

use crate::api::{self, ApiError, Reading};
use crate::session::{SessionContext, use_session};
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{Bulk, BulkId};
use std::time::Duration;

/// How long what is shown of an act that runs stays true.
const PAUSE: Duration = Duration::from_secs(1);

/// What is known of a bulk act.
#[derive(Clone, Copy)]
pub(super) struct Following {
    session: SessionContext,
    id: StoredValue<BulkId>,
    answer: RwSignal<Option<Result<Bulk, ApiError>>>,
    is_looking: StoredValue<bool>,
}

impl Following {
    /// Asks for an act, and follows it while it runs, for as long as somebody can see it.
    pub(super) fn begin(id: BulkId) -> Self {
        let following = Self {
            session: use_session(),
            id: StoredValue::new(id),
            answer: RwSignal::new(None),
            is_looking: StoredValue::new(false),
        };
        following.load();
        following.session.on_renewal(move || following.load());
        let is_running = Memo::new(move |_| following.now().is_some_and(|bulk| bulk.finished_at.is_none()));
        Effect::new(move || {
            let timer = is_running.get().then(|| set_interval_with_handle(move || following.look(), PAUSE));
            if let Some(Ok(timer)) = timer {
                on_cleanup(move || timer.clear());
            }
        });
        following
    }

    /// What came of asking; nothing before the first answer.
    pub(super) fn answer(self) -> Option<Result<(), ApiError>> {
        self.answer
            .with(|answer| answer.as_ref().map(|answer| answer.as_ref().map(drop).map_err(Clone::clone)))
    }

    /// The act by now, once it is known.
    pub(super) fn now(self) -> Option<Bulk> {
        self.answer.with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().ok()).cloned())
    }

    /// Takes note of what somebody has just been told of it.
    pub(super) fn put(self, bulk: Bulk) {
        self.answer.try_set(Some(Ok(bulk)));
    }

    /// Asks for it.
    pub(super) fn load(self) {
        spawn_local(async move {
            let answer = api::get_bulk(&self.id.get_value(), Reading::ByPerson).await;
            let answer = self.session.watch(answer);
            self.answer.try_set(Some(answer));
        });
    }

    fn look(self) {
        let is_password_asked = untrack(|| self.session.is_password_asked());
        if document().hidden() || is_password_asked || self.is_looking.get_value() {
            return;
        }
        self.is_looking.set_value(true);
        spawn_local(async move {
            let Some(id) = self.id.try_get_value() else { return };
            let answer = api::get_bulk(&id, Reading::ByTimer).await;
            self.is_looking.try_set_value(false);
            // What is known stays in sight until the answer to another try.
            if let Ok(bulk) = self.session.watch(answer) {
                self.put(bulk);
            }
        });
    }
}
