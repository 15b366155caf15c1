//! What the server works off by itself, as far as it is known: asked for again and again while it runs.

use crate::api::{ApiError, Reading};
use crate::session::{SessionContext, use_session};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::ProblemCode;

/// How long what is shown of something that runs stays true, in milliseconds.
const PAUSE: u32 = 1_000;

/// The longest pause while the server does not answer, in milliseconds.
const LONGEST_PAUSE: u32 = 30_000;

/// Something that the server works off by itself.
pub trait Followed: PartialEq + Send + Sync + Sized + 'static {
    /// Names it.
    type Id: Clone + Send + Sync + 'static;

    /// Asks the server for it.
    fn ask(id: Self::Id, reading: Reading) -> impl Future<Output = Result<Self, ApiError>>;

    /// Whether it may be another one at the next look.
    fn is_running(&self) -> bool;
}

/// What is known of something that is followed.
pub struct Following<T: Followed> {
    session: SessionContext,
    id: StoredValue<T::Id>,
    now: RwSignal<Option<T>>,
    failure: RwSignal<Option<ApiError>>,
    /// Counts the looks that were begun, so that an older one never goes on beside a newer.
    round: StoredValue<u32>,
}

impl<T: Followed> Clone for Following<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Followed> Copy for Following<T> {}

impl<T: Followed> Following<T> {
    /// Asks for it, and follows it while it runs, for as long as somebody can see it.
    pub fn begin(id: T::Id) -> Self {
        let following = Self {
            session: use_session(),
            id: StoredValue::new(id),
            now: RwSignal::new(None),
            failure: RwSignal::new(None),
            round: StoredValue::new(0),
        };
        following.load();
        following.session.on_renewal(move || following.load());
        following
    }

    /// Its id.
    pub fn id(self) -> T::Id {
        self.id.get_value()
    }

    /// The thing by now, once it is known.
    pub fn now(self) -> Signal<Option<T>> {
        self.now.into()
    }

    /// Why it could not be loaded, if it could not.
    pub fn failure(self) -> Signal<Option<ApiError>> {
        self.failure.into()
    }

    /// Asks for it, since somebody wants to see it.
    pub fn load(self) {
        let Some(round) = self.next_round() else { return };
        spawn_local(async move {
            let Some(id) = self.id.try_get_value() else { return };
            let answer = self.session.watch(T::ask(id, Reading::ByPerson).await);
            if !self.goes_on(round) {
                return;
            }
            match answer {
                Ok(now) => self.put(now),
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }

    /// Takes note of what somebody has just been told of it, and follows it from there, if the page is still there to
    /// show it.
    pub fn put(self, now: T) {
        let Some(round) = self.next_round() else { return };
        let is_running = now.is_running();
        self.note(now);
        if is_running {
            self.follow(round);
        }
    }

    fn note(self, now: T) {
        if self.failure.read_untracked().is_some() {
            self.failure.set(None);
        }
        if self.now.read_untracked().as_ref() != Some(&now) {
            self.now.set(Some(now));
        }
    }

    /// Begins another look, unless the page is gone.
    fn next_round(self) -> Option<u32> {
        self.round.try_update_value(|round| {
            *round = round.wrapping_add(1);
            *round
        })
    }

    /// Whether the page is still there, and nobody has asked anew.
    fn goes_on(self, round: u32) -> bool {
        self.round.try_get_value() == Some(round)
    }

    /// Looks again until it does not run any more.
    fn follow(self, round: u32) {
        spawn_local(async move {
            let mut failures = 0;
            loop {
                TimeoutFuture::new(pause(failures)).await;
                let Some(id) = self.id.try_get_value().filter(|_| self.goes_on(round)) else { return };
                if document().hidden() || untrack(|| self.session.is_password_asked()) {
                    continue;
                }
                let answer = self.session.watch(T::ask(id, Reading::ByTimer).await);
                if !self.goes_on(round) {
                    return;
                }
                match answer {
                    Ok(now) => {
                        failures = 0;
                        let is_running = now.is_running();
                        self.note(now);
                        if !is_running {
                            return;
                        }
                    }
                    // Whoever signs in again has it loaded again.
                    Err(_) if untrack(|| self.session.ended()).is_some() => return,
                    // What is known stays in sight until the answer to another try.
                    Err(error) if may_pass(&error) => failures += 1,
                    Err(error) => {
                        self.failure.set(Some(error));
                        return;
                    }
                }
            }
        });
    }
}

/// How long to wait after so many looks in a row to which there was no answer, in milliseconds.
fn pause(failures: u32) -> u32 {
    PAUSE.saturating_mul(2_u32.saturating_pow(failures)).min(LONGEST_PAUSE)
}

/// Whether a failure says nothing of what is followed: the next look may succeed.
fn may_pass(error: &ApiError) -> bool {
    let passing = [ProblemCode::Internal, ProblemCode::Unavailable, ProblemCode::TooManyRequests];
    // What answers while the server restarts, and what was asked under the old id of a session that got a new one.
    let is_between = matches!(error, ApiError::Network | ApiError::Garbled | ApiError::SignedOut);
    is_between || error.code().is_some_and(|code| passing.contains(&code))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A server that does not answer is asked less and less often, and never given up.
    #[test]
    fn silence_is_followed_by_longer_pauses() {
        let pauses = [0, 1, 2, 3, 4, 5, 6, u32::MAX].map(pause);
        assert_eq!(pauses, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    }
}
