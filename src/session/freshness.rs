//! Acts that need the person's own password again.

use super::SessionContext;
use crate::api::{self, ApiError};
use futures_channel::oneshot;
use leptos::prelude::*;
use staffroom_contract::{ChangeOwnPassword, ProblemCode, Reauthenticate, Secret};

/// Who waits for the password, and whether it is on its way.
#[derive(Clone, Copy)]
pub(super) struct Freshness {
    waiting: StoredValue<Vec<oneshot::Sender<bool>>>,
    is_asked: RwSignal<bool>,
    is_entering: StoredValue<bool>,
}

impl Freshness {
    pub(super) fn new() -> Self {
        Self {
            waiting: StoredValue::new(Vec::new()),
            is_asked: RwSignal::new(false),
            is_entering: StoredValue::new(false),
        }
    }

    /// Whether the password was sent and is not answered yet.
    pub(super) fn is_entering(self) -> bool {
        self.is_entering.get_value()
    }

    /// Whoever waits goes on, or does not.
    pub(super) fn answer(self, is_fresh: bool) {
        self.is_asked.set(false);
        let waiting = self.waiting.try_update_value(std::mem::take).unwrap_or_default();
        for waiting in waiting {
            // Whoever does not wait any more need not know.
            let _ = waiting.send(is_fresh);
        }
    }

    async fn ask(self) -> bool {
        let (sender, receiver) = oneshot::channel();
        self.waiting.update_value(|waiting| waiting.push(sender));
        self.is_asked.set(true);
        receiver.await.unwrap_or(false)
    }
}

impl SessionContext {
    /// Carries out an act that weighs heavily. If the server wants the person's password again, it is asked for over
    /// the page, and the act is repeated as it was; whoever does not enter it leaves everything as it is.
    ///
    /// # Errors
    /// Those of `act`; `reauth_required` if the password was not entered.
    pub async fn with_fresh<T, F>(self, act: impl Fn() -> F) -> Result<T, ApiError>
    where
        F: Future<Output = Result<T, ApiError>>,
    {
        loop {
            match self.watch(act().await) {
                Err(error) if error.code() == Some(ProblemCode::ReauthRequired) => {
                    if !self.freshness.ask().await {
                        return Err(error);
                    }
                }
                answer => return answer,
            }
        }
    }

    /// Whether an act waits for the person's password.
    pub fn is_password_asked(self) -> bool {
        self.freshness.is_asked.get()
    }

    /// Enters the password that an act waits for.
    ///
    /// # Errors
    /// Those of `reauthenticate`; the act waits on.
    pub async fn enter_password(self, password: Secret) -> Result<(), ApiError> {
        self.renewing(api::reauthenticate(&Reauthenticate { password })).await
    }

    /// Sets a new password for whoever is signed in.
    ///
    /// # Errors
    /// Those of `change_own_password`.
    pub async fn change_own_password(self, request: ChangeOwnPassword) -> Result<(), ApiError> {
        self.renewing(api::change_own_password(&request)).await
    }

    /// Carries out an act in which the person enters their password, and after which their session has another id.
    async fn renewing(self, act: impl Future<Output = Result<(), ApiError>>) -> Result<(), ApiError> {
        self.freshness.is_entering.set_value(true);
        let answer = act.await;
        self.freshness.is_entering.set_value(false);
        self.watch(answer)?;
        self.freshness.answer(true);
        Ok(())
    }

    /// Gives up the acts that wait for the password.
    pub fn refuse_password(self) {
        self.freshness.answer(false);
    }
}

#[cfg(test)]
mod tests {
    use crate::api::ApiError;
    use crate::session::{provide_session, use_session};
    use leptos::prelude::*;
    use staffroom_contract::{Problem, ProblemCode};
    use std::cell::Cell;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    fn reauth_required() -> ApiError {
        ApiError::Problem(Problem::new(ProblemCode::ReauthRequired))
    }

    /// An act that needs the password waits for it and happens then, and is given up without it.
    #[test]
    fn an_act_waits_for_the_password() {
        for (is_entered, expected, acts) in [(true, Ok(2), 2), (false, Err(reauth_required()), 1)] {
            Owner::new().with(|| {
                provide_session(false);
                let session = use_session();
                let tries = Cell::new(0);
                let mut acting = pin!(session.with_fresh(|| {
                    tries.set(tries.get() + 1);
                    std::future::ready(if tries.get() > 1 { Ok(tries.get()) } else { Err(reauth_required()) })
                }));
                let mut context = Context::from_waker(Waker::noop());
                assert!(acting.as_mut().poll(&mut context).is_pending());
                assert!(session.is_password_asked());
                session.freshness.answer(is_entered);
                assert_eq!(acting.as_mut().poll(&mut context), Poll::Ready(expected.clone()));
                assert!(!session.is_password_asked());
                assert_eq!(tries.get(), acts);
            });
        }
    }
}
