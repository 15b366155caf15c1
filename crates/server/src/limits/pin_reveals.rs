//! How many App Unlock PINs one administrator looks at in an hour: enough for a morning on which phones were swapped,
//! too few to write down everybody's.

use super::TooOften;
use staffroom_contract::audit::Event;
use staffroom_contract::{AuditResult, StaffId, UnixSeconds};
use staffroom_store::{AuditQuery, StoreError, Transaction};

/// The time in which looks are counted, in seconds.
const HOUR: i64 = 60 * 60;
/// How many there are in it.
const AT_MOST: u32 = 20;

/// Whether `asks` may look at one more now. Counted from the record, in which each look stands.
///
/// # Errors
/// If the database fails.
pub async fn check(
    transaction: &mut dyn Transaction,
    asks: &StaffId,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let query = AuditQuery {
        actor: Some(asks.clone()),
        event: Some(Event::StaffPinRevealed.name()),
        result: Some(AuditResult::Done),
        from: Some(now.plus(1 - HOUR)),
        limit: AT_MOST,
        ..AuditQuery::default()
    };
    let looks = transaction.audit().list(&query).await?.items;
    let is_full = looks.len() >= AT_MOST as usize;
    Ok(match looks.last().filter(|_| is_full) {
        Some(oldest) => Err(TooOften::for_seconds(oldest.at.min(now).plus(HOUR).since(now))),
        None => Ok(()),
    })
}
