//! How many mails ask for the confirmation of an address in an hour: about one person, for one who asks, for everybody.

use super::TooOften;
use staffroom_contract::{StaffId, UnixSeconds};
use staffroom_store::{EmailChangeScope, StoreError, Transaction};

/// The time in which mails are counted, in seconds.
const HOUR: i64 = 60 * 60;
/// How many are about one person.
const ABOUT_ONE: u32 = 5;
/// How many one administrator has sent.
const BY_ONE: u32 = 30;
/// How many there are in all.
const IN_ALL: u32 = 200;

/// Whether `asks` may have one more sent about `person` now.
///
/// # Errors
/// If the database fails.
pub async fn check(
    transaction: &mut dyn Transaction,
    asks: &StaffId,
    person: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let limits = [
        (EmailChangeScope::Of(person), ABOUT_ONE),
        (EmailChangeScope::RequestedBy(asks), BY_ONE),
        (EmailChangeScope::All, IN_ALL),
    ];
    for (scope, at_most) in limits {
        let oldest = transaction.email_changes().nth_newest_mail_at(scope, at_most).await?;
        // A clock that was set back keeps nobody waiting for longer than the hour.
        let wait = oldest.map_or(0, |at| at.min(now).plus(HOUR).since(now));
        if wait > 0 {
            return Ok(Err(TooOften::for_seconds(wait)));
        }
    }
    Ok(Ok(()))
}
