//! The rows of the audit log, as far as they are loaded.

use crate::api::{self, ApiError};
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{AuditEvent, AuditEventPage, ExportAuditEvents, ListAuditEvents};

/// How many rows a page shows at most. Whoever wants more filters, or takes the file.
pub(super) const SHOWN_MAX: usize = 500;

/// What the table waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The first page. What is shown still answers the filters before.
    Loading,
    /// The first page did not come.
    Failed(ApiError),
    /// Nothing.
    Ready,
    /// A further page.
    LoadingMore,
    /// A further page did not come. What was loaded stays.
    MoreFailed(ApiError),
}

/// The rows of the audit log, newest first.
#[derive(Clone, Copy)]
pub(super) struct Log {
    session: SessionContext,
    events: RwSignal<Vec<AuditEvent>>,
    phase: RwSignal<Phase>,
    next: RwSignal<Option<String>>,
    request: StoredValue<ExportAuditEvents>,
    /// Counts the questions, so that the answer to an older one never overwrites that to a newer.
    asked: StoredValue<u32>,
}

/// Makes the rows available to the page's parts; nothing is loaded yet.
pub(super) fn provide_log() -> Log {
    let log = Log {
        session: use_session(),
        events: RwSignal::new(Vec::new()),
        phase: RwSignal::new(Phase::Loading),
        next: RwSignal::new(None),
        request: StoredValue::new(ExportAuditEvents::default()),
        asked: StoredValue::new(0),
    };
    provide_context(log);
    log
}

/// The rows of the page above.
pub(super) fn use_log() -> Log {
    expect_context()
}

impl Log {
    /// Loads the first page of what `request` lets through.
    pub(super) fn load(self, request: ExportAuditEvents) {
        self.request.set_value(request);
        self.phase.set(Phase::Loading);
        self.ask(None, move |answer| match answer {
            Ok(page) => {
                self.events.set(page.items);
                self.next.set(page.next);
                self.phase.set(Phase::Ready);
            }
            Err(error) => self.phase.set(Phase::Failed(error)),
        });
    }

    /// Loads a further page, if there is one and nothing else is under way. After a failure somebody must ask for it.
    pub(super) fn load_more(self) {
        if *self.phase.read_untracked() == Phase::Ready {
            self.load_next();
        }
    }

    /// Loads again what did not come, if anything did not.
    pub(super) fn retry(self) {
        match self.phase.get_untracked() {
            Phase::Failed(_) => self.load(self.request.get_value()),
            Phase::MoreFailed(_) => self.load_next(),
            Phase::Loading | Phase::Ready | Phase::LoadingMore => {}
        }
    }

    /// The rows.
    pub(super) fn events(self) -> Signal<Vec<AuditEvent>> {
        self.events.into()
    }

    /// What the table waits for.
    pub(super) fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Whether the filters let nothing through.
    pub(super) fn is_empty(self) -> Memo<bool> {
        Memo::new(move |_| *self.phase.read() == Phase::Ready && self.events.read().is_empty())
    }

    /// Whether there are further rows, shown or not.
    pub(super) fn has_more(self) -> bool {
        self.next.read().is_some()
    }

    /// Whether the page shows as many rows as it ever does.
    pub(super) fn is_full(self) -> bool {
        self.events.read().len() >= SHOWN_MAX
    }

    fn load_next(self) {
        let after = self.next.get_untracked();
        if after.is_none() || untrack(|| self.is_full()) {
            return;
        }
        self.phase.set(Phase::LoadingMore);
        self.ask(after, move |answer| match answer {
            Ok(page) => {
                self.events.update(|events| events.extend(page.items));
                self.next.set(page.next);
                self.phase.set(Phase::Ready);
            }
            Err(error) => self.phase.set(Phase::MoreFailed(error)),
        });
    }

    fn ask(self, after: Option<String>, answered: impl FnOnce(Result<AuditEventPage, ApiError>) + 'static) {
        let query = ListAuditEvents { after, ..self.request.get_value().into() };
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        spawn_local(async move {
            let answer = api::list_audit_events(&query).await;
            // The page may be gone by now, or somebody may filter otherwise.
            if self.asked.try_get_value() == Some(question) {
                answered(self.session.watch(answer));
            }
        });
    }
}
