//! How many links that set a password are mailed in an hour: to one person, by one administrator, by everybody.
//!
//! Counted from the links themselves, in the transaction that issues the next one. Those of a bulk act count for whom
//! they go to alone: an administrator has at most one such act run, and it is about a bounded number of people. Those
//! that were asked for without signing in are counted apart, so that nobody can keep an administrator from sending one.

use super::TooOften;
use staffroom_contract::{LinkPurpose, StaffId, UnixSeconds};
use staffroom_store::session::CLOCK_SLACK;
use staffroom_store::{LinkScope, StoreError, Transaction};

/// The time in which links are counted, in seconds.
const HOUR: i64 = 60 * 60;
/// How many go to one person.
const TO_ONE: u32 = 3;
/// How many one administrator sends.
const BY_ONE: u32 = 30;
/// How many are asked for without signing in.
const FORGOTTEN: u32 = 100;
/// How many there are in all.
const IN_ALL: u32 = 200;

/// Whether `person` may be sent a link of this purpose now. For one that is sent by itself `one_by_one` is whoever sends
/// it; for one of a bulk act it is `None`, since how many that sends to others counts for nothing.
///
/// # Errors
/// If the database fails.
pub async fn check_sent(
    transaction: &mut dyn Transaction,
    purpose: LinkPurpose,
    one_by_one: Option<&StaffId>,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let to_person = match purpose {
        LinkPurpose::PasswordReset => LinkScope::SentTo(person),
        LinkPurpose::Invitation => LinkScope::InvitationsOf(person),
    };
    let to_one = (to_person, TO_ONE);
    match one_by_one {
        None => check(transaction, &[to_one], now).await,
        Some(by) => {
            let by_one = (LinkScope::RequestedBy(by), BY_ONE);
            check(transaction, &[to_one, by_one, (LinkScope::All, IN_ALL)], now).await
        }
    }
}

/// Whether `person` may be sent a link now that was asked for without signing in.
///
/// # Errors
/// If the database fails.
pub async fn check_forgotten(
    transaction: &mut dyn Transaction,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let limits = [
        (LinkScope::ForgottenBy(person), TO_ONE),
        (LinkScope::Forgotten, FORGOTTEN),
        (LinkScope::All, IN_ALL),
    ];
    check(transaction, &limits, now).await
}

async fn check(
    transaction: &mut dyn Transaction,
    limits: &[(LinkScope<'_>, u32)],
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    for &(scope, at_most) in limits {
        // What was asked for before the clock was set back keeps nobody waiting.
        let (since, until) = (now.plus(-HOUR), now.plus(CLOCK_SLACK));
        let oldest = transaction.links().nth_newest_at(scope, at_most, since, until).await?;
        let wait = oldest.map_or(0, |at| at.min(now).plus(HOUR).since(now));
        if wait > 0 {
            return Ok(Err(TooOften::for_seconds(wait)));
        }
    }
    Ok(Ok(()))
}
