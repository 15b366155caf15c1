//! The worker that empties the mail queue.
//!
//! It is woken by [`Context::mail_queued`], or by the time at which the next mail is due. It holds a lease on
//! the mail that it sends, so that a mail whose worker died is taken up again; a mail may therefore arrive
//! twice, under one Message-ID and with one link, and never not at all.

use super::write::{Unwritten, write};
use super::{SendError, Transport};
use crate::context::Context;
use lettre::Address;
use staffroom_contract::UnixSeconds;
use staffroom_store::{ClaimedMail, StoreError, Transaction};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long a claimed mail is ours, in seconds.
const LEASE: i64 = 60;
/// How long to wait after a mail's first failure, in seconds; doubled after each further one.
const FIRST_RETRY: i64 = 5;
/// The longest wait between two tries, in seconds.
const LONGEST_RETRY: i64 = 15 * 60;
/// How old a mail may get, in seconds, before it is given up.
pub(super) const OLDEST: i64 = 24 * 3600;
/// The longest that the worker sleeps: a clock that was moved is noticed by then.
const LONGEST_NAP: Duration = Duration::from_secs(30);
/// The shortest that it sleeps, and the wait after the database failed.
const SHORTEST_NAP: Duration = Duration::from_secs(1);

/// Sends what waits in the queue.
#[derive(Clone)]
pub struct Worker {
    context: Context,
    transport: Arc<dyn Transport>,
    from: Address,
}

/// Why a mail is not sent.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
    #[error(transparent)]
    Send(#[from] SendError),
}

impl Worker {
    /// A worker that sends by `transport`, in the practice's name and with `from` as its address.
    pub fn new(context: Context, transport: Arc<dyn Transport>, from: Address) -> Self {
        Self { context, transport, from }
    }

    /// Works until `stop` turns true; a mail that is under way then is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        while !*stop.borrow() {
            let nap = match self.send_one().await {
                Ok(true) => continue,
                Ok(false) => self.nap().await,
                Err(error) => Err(error),
            };
            let nap = nap.unwrap_or_else(|error| {
                tracing::error!(error = &error as &dyn Error, "the mail queue cannot be reached");
                SHORTEST_NAP
            });
            tokio::select! {
                _ = stop.wait_for(|is_stopped| *is_stopped) => return,
                () = self.context.mail_queued.notified() => {}
                () = tokio::time::sleep(nap) => {}
            }
        }
    }

    /// How long there is nothing to do, unless a mail is queued.
    async fn nap(&self) -> Result<Duration, StoreError> {
        let mut transaction = self.context.store.read().await?;
        Ok(match transaction.mail().next_due().await? {
            None => LONGEST_NAP,
            Some(due_at) => {
                let seconds = due_at.since(self.context.clock.now());
                Duration::from_secs(seconds.try_into().unwrap_or(0)).clamp(SHORTEST_NAP, LONGEST_NAP)
            }
        })
    }

    /// Takes one due mail and sees to it; `false` if none is due.
    ///
    /// # Errors
    /// If the database fails. The mail then stays in the queue.
    pub async fn send_one(&self) -> Result<bool, StoreError> {
        let now = self.context.clock.now();
        let mut transaction = self.context.store.write().await?;
        let claimed = transaction.mail().claim(now, now.plus(LEASE)).await?;
        transaction.commit().await?;
        let Some(claimed) = claimed else {
            return Ok(false);
        };
        // On a task of its own, so that one that panics takes nobody along.
        let attempt = tokio::spawn({
            let (worker, claimed) = (self.clone(), claimed.clone());
            async move { worker.attempt(&claimed).await }
        });
        let outcome = match attempt.await {
            Ok(outcome) => outcome,
            Err(_) => Err(Failure::Send(SendError::Permanent("panic"))),
        };
        self.settle(&claimed, outcome).await?;
        Ok(true)
    }

    async fn attempt(&self, claimed: &ClaimedMail) -> Result<(), Failure> {
        let mail = {
            let mut transaction = self.context.store.read().await.map_err(Unwritten::from)?;
            write(&self.context, &mut *transaction, &self.from, claimed).await?
        };
        Ok(self.transport.send(&mail).await?)
    }

    async fn settle(&self, claimed: &ClaimedMail, outcome: Result<(), Failure>) -> Result<(), StoreError> {
        let now = self.context.clock.now();
        let is_too_old = now.since(claimed.queued_at) >= OLDEST;
        let mut transaction = self.context.store.write().await?;
        if is_void(&outcome) && !self.is_void_still(&mut *transaction, claimed).await {
            // It is taken up again when its lease has run out.
            return Ok(());
        }
        let mut queue = transaction.mail();
        let (id, attempts) = (claimed.id.as_str(), claimed.attempts);
        match outcome {
            Ok(()) => {
                queue.mark_sent(id, now).await?;
                tracing::info!(mail = id, attempts, "a mail was sent");
            }
            Err(Failure::Unwritten(Unwritten::Void(reason))) => {
                queue.mark_failed(id, now, reason).await?;
                tracing::info!(mail = id, reason, "a mail was not sent any more");
            }
            Err(Failure::Send(SendError::Temporary(reason))) if !is_too_old => {
                queue.retry(id, retry_at(now, attempts), reason).await?;
                tracing::warn!(mail = id, attempts, reason, "a mail waits to be tried again");
            }
            Err(Failure::Unwritten(Unwritten::Store(error))) => return Err(error),
            Err(Failure::Send(SendError::Temporary(reason) | SendError::Permanent(reason))) => {
                queue.mark_failed(id, now, reason).await?;
                tracing::error!(mail = id, attempts, reason, "a mail was given up");
            }
            Err(Failure::Unwritten(Unwritten::Render(_))) => {
                queue.mark_failed(id, now, "template").await?;
                tracing::error!(mail = id, attempts, reason = "template", "a mail was given up");
            }
        }
        drop(queue);
        transaction.commit().await
    }

    /// What ended a link may have been undone since its mail was looked at.
    async fn is_void_still(&self, transaction: &mut dyn Transaction, claimed: &ClaimedMail) -> bool {
        let mail = write(&self.context, transaction, &self.from, claimed).await;
        matches!(mail, Err(Unwritten::Void(_)))
    }
}

fn is_void(outcome: &Result<(), Failure>) -> bool {
    matches!(outcome, Err(Failure::Unwritten(Unwritten::Void(_))))
}

/// When to try again after the `attempts`-th failure.
fn retry_at(now: UnixSeconds, attempts: u32) -> UnixSeconds {
    let doublings = attempts.saturating_sub(1).min(16);
    now.plus((FIRST_RETRY << doublings).min(LONGEST_RETRY))
}

#[cfg(test)]
mod tests;
