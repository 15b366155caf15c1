//! How many people one administrator adds from files in a day: a practice that moves in adds everybody at once, and no
//! stolen session mails invitations without end.

use super::TooOften;
use staffroom_contract::import::IMPORT_PEOPLE_A_DAY;
use staffroom_contract::{StaffId, UnixSeconds};
use staffroom_store::{StoreError, Transaction};

/// The time in which people are counted, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// Whether `asks` may have so many people more added now. Counted from the imports that they have confirmed.
///
/// # Errors
/// If the database fails.
pub async fn check(
    transaction: &mut dyn Transaction,
    asks: &StaffId,
    people: u32,
    now: UnixSeconds,
) -> Result<Result<(), TooOften>, StoreError> {
    let earlier = transaction.imports().confirmed_since(asks, now.plus(-DAY)).await?;
    let mut counted = earlier.iter().fold(people, |sum, (_, people)| sum.saturating_add(*people));
    let mut wait = 0;
    for (at, people) in earlier {
        if counted <= IMPORT_PEOPLE_A_DAY {
            break;
        }
        counted -= people;
        // A clock that was set back keeps nobody waiting for longer than the day.
        wait = at.min(now).plus(DAY).since(now);
    }
    Ok(if wait > 0 { Err(TooOften::for_seconds(wait)) } else { Ok(()) })
}
