//! One import, as the server has told of it, looked at again while it runs.

use crate::api::{self, ApiError, Reading};
use crate::session::{SessionContext, use_session};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{Import, ImportId, ImportState, ProblemCode};

/// The time between two looks, in milliseconds.
const EVERY: u32 = 1_000;

/// One import.
#[derive(Clone, Copy)]
pub(super) struct Watched {
    session: SessionContext,
    id: StoredValue<ImportId>,
    import: RwSignal<Option<Import>>,
    failure: RwSignal<Option<ApiError>>,
}

impl Watched {
    /// Begins to look at an import, for as long as whoever asks is drawn.
    pub(super) fn begin(id: ImportId) -> Self {
        let watched = Self {
            session: use_session(),
            id: StoredValue::new(id),
            import: RwSignal::new(None),
            failure: RwSignal::new(None),
        };
        watched.load(Reading::ByPerson);
        watched.session.on_renewal(move || watched.load(Reading::ByPerson));
        watched
    }

    /// Its id.
    pub(super) fn id(self) -> ImportId {
        self.id.get_value()
    }

    /// The import, once it is known.
    pub(super) fn import(self) -> Signal<Option<Import>> {
        self.import.into()
    }

    /// Why it could not be loaded, if it could not.
    pub(super) fn failure(self) -> Signal<Option<ApiError>> {
        self.failure.into()
    }

    /// Takes over what the server says of it, and looks again while it runs.
    pub(super) fn put(self, import: Import) {
        let is_running = import.state == ImportState::Running;
        if self.import.read_untracked().as_ref() != Some(&import) {
            self.import.set(Some(import));
        }
        self.failure.set(None);
        if is_running {
            self.look_again();
        }
    }

    /// Looks once.
    pub(super) fn load(self, reading: Reading) {
        spawn_local(async move {
            let Some(id) = self.id.try_get_value() else { return };
            let answer = self.session.watch(api::get_import(&id, reading).await);
            if self.import.is_disposed() {
                return;
            }
            match answer {
                Ok(import) => self.put(import),
                // What is known of it stays, and the next look may succeed.
                Err(error) if reading == Reading::ByTimer && may_pass(&error) => self.look_again(),
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    fn look_again(self) {
        spawn_local(async move {
            TimeoutFuture::new(EVERY).await;
            if !self.import.is_disposed() {
                self.load(Reading::ByTimer);
            }
        });
    }
}

/// Whether a failure says nothing of the import: the next look may succeed.
fn may_pass(error: &ApiError) -> bool {
    let passing = [ProblemCode::Internal, ProblemCode::Unavailable, ProblemCode::TooManyRequests];
    *error == ApiError::Network || error.code().is_some_and(|code| passing.contains(&code))
}
