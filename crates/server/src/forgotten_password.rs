//! Links for people who have forgotten their password.
//!
//! Whoever asks is answered before anything is looked up: the wish waits here, and a job issues the link. So the
//! answer and the time that it takes say nothing of whether there is such a person.

use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::limits::reset_links;
use crate::reset_link::{self, NotIssued, WantedLink};
use staffroom_contract::{LinkPurpose, UnixSeconds};
use staffroom_store::{NewLink, StaffRecord, StoreError, Transaction};
use std::collections::VecDeque;
use std::error::Error;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};

/// How many wishes wait at most: a burst of a few seconds, and a few hundred kilobytes.
const AT_MOST: usize = 256;

/// Somebody's wish for a link.
#[derive(Clone, Debug)]
pub struct Wish {
    /// The username or email address that was typed, without white space at its ends.
    pub login: String,
    /// The request that it came by.
    pub source: Source,
}

/// Too many wishes wait already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many wishes for reset links wait already")]
pub struct TooManyWishes;

/// Wishes that wait for the job, the oldest first.
#[derive(Debug, Default)]
pub struct Wishes {
    waiting: Mutex<VecDeque<Wish>>,
    came: Notify,
}

impl Wishes {
    /// Has a wish wait.
    ///
    /// # Errors
    /// If too many wait already.
    pub fn put(&self, wish: Wish) -> Result<(), TooManyWishes> {
        let mut waiting = self.waiting();
        if waiting.len() >= AT_MOST {
            return Err(TooManyWishes);
        }
        waiting.push_back(wish);
        self.came.notify_one();
        Ok(())
    }

    fn take(&self) -> Option<Wish> {
        self.waiting().pop_front()
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Wish>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sees to wishes as they come, until `stop` turns true. Those that come later wait for [`see_to_all`].
pub async fn see_to_wishes(context: Context, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            _ = stop.wait_for(|is_stopped| *is_stopped) => return,
            () = context.wishes.came.notified() => {}
        }
        see_to_all(&context).await;
    }
}

/// Sees to every wish that waits. One that the database fails is lost, and its person asks again.
pub async fn see_to_all(context: &Context) {
    while let Some(wish) = context.wishes.take() {
        if let Err(error) = see_to(context, &wish).await {
            tracing::error!(error = &error as &dyn Error, "a reset link that was asked for was not issued");
        }
    }
}

/// Sends the person's live link again, or issues one, if there is somebody whom one can be sent to and who has not had
/// enough of them. So nobody ends, by asking, a link that an administrator sent, or makes it last longer.
async fn see_to(context: &Context, wish: &Wish) -> Result<(), NotIssued> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let person = find(&mut *transaction, &wish.login).await?;
    let Some(person) = person else { return Ok(()) };
    let Ok(sent_to) = reset_link::address_of(&person) else { return Ok(()) };
    let id = &person.listed.id;
    if let Err(too_often) = reset_links::check_forgotten(&mut *transaction, id, now).await? {
        tracing::warn!(error = %too_often, "a reset link that was asked for was not issued");
        return Ok(());
    }
    let details = if let Some(link) = reset_link::live_of(&mut *transaction, context, &person, now).await? {
        if !reset_link::send_again(&mut *transaction, &link, now).await? {
            return Ok(());
        }
        reset_link::details_again(&link)
    } else {
        reset_link::details(&issue(&mut *transaction, context, &person, sent_to, now).await?)
    };
    let act = Act::of(Event::PasswordResetRequested).upon(id).with(details);
    act.from(&wish.source).record(&mut *transaction, now).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(())
}

/// A link that is valid for as long as the practice wants its links to be.
async fn issue(
    transaction: &mut dyn Transaction,
    context: &Context,
    person: &StaffRecord,
    sent_to: &str,
    now: UnixSeconds,
) -> Result<NewLink, NotIssued> {
    let practice = transaction.practice().get().await?.unwrap_or_default();
    let wanted = WantedLink {
        purpose: LinkPurpose::PasswordReset,
        staff_id: person.listed.id.clone(),
        sent_to: sent_to.to_owned(),
        valid_seconds: practice.link_valid_seconds,
        requested_by: None,
        idempotency_key: None,
        bulk_id: None,
    };
    reset_link::issue(transaction, context, wanted, now).await
}

/// Whoever has this username; if nobody has, whoever has this email address.
async fn find(transaction: &mut dyn Transaction, login: &str) -> Result<Option<StaffRecord>, StoreError> {
    let mut staff = transaction.staff();
    match staff.find_by_username(login).await? {
        Some(person) => Ok(Some(person)),
        None => staff.find_by_email(login).await,
    }
}
