//! How many links that set a password are mailed in an hour: to one person, by one administrator, by everybody.
//!
//! Counted from the links themselves, in the transaction that issues the next one. Those of a bulk act count for whom
//! they go to alone: an administrator has at most one such act run, and it is about a bounded number of people. Those
//! that were asked for without signing in are counted apart, so that nobody can keep an administrator from sending one.

use super::TooOften;
use staffroom_contract::{StaffId, UnixSeconds};
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

/// Whether `administrator` may send `person` a reset link now.
///
/// # Errors
/// If the database fails.
pub async fn check_sent(
    transaction: &mut dyn Transaction,
    administrator: &StaffId,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let limits = [
        (LinkScope::SentTo(person), TO_ONE),
        (LinkScope::RequestedBy(administrator), BY_ONE),
        (LinkScope::All, IN_ALL),
    ];
    check(transaction, limits, now).await
}

/// Whether `administrator` may send `person` an invitation now.
///
/// # Errors
/// If the database fails.
pub async fn check_invited(
    transaction: &mut dyn Transaction,
    administrator: &StaffId,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let limits = [
        (LinkScope::InvitationsOf(person), TO_ONE),
        (LinkScope::RequestedBy(administrator), BY_ONE),
        (LinkScope::All, IN_ALL),
    ];
    check(transaction, limits, now).await
}

/// Whether a bulk act may send `person` a reset link now: how many it sends to others counts for nothing.
///
/// # Errors
/// If the database fails.
pub async fn check_sent_in_bulk(
    transaction: &mut dyn Transaction,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    check(transaction, [(LinkScope::SentTo(person), TO_ONE)], now).await
}

/// Whether a bulk act may send `person` an invitation now.
///
/// # Errors
/// If the database fails.
pub async fn check_invited_in_bulk(
    transaction: &mut dyn Transaction,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    check(transaction, [(LinkScope::InvitationsOf(person), TO_ONE)], now).await
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
    check(transaction, limits, now).await
}

async fn check<const N: usize>(
    transaction: &mut dyn Transaction,
    limits: [(LinkScope<'_>, u32); N],
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    for (scope, at_most) in limits {
        // What was asked for before the clock was set back keeps nobody waiting.
        let until = now.plus(CLOCK_SLACK);
        let oldest = transaction.links().nth_newest_at(scope, at_most, until).await?;
        let wait = oldest.map_or(0, |at| at.min(now).plus(HOUR).since(now));
        if wait > 0 {
            return Ok(Err(TooOften::for_seconds(wait)));
        }
    }
    Ok(Ok(()))
}
