//! Addresses from which people of the practice signed in before: guesses from elsewhere keep nobody there waiting.
//!
//! An address is familiar to the practice, and not to one person: else whoever sits behind it could tell by the
//! waiting which accounts there are. What is tried from familiar addresses is counted by account, over all of them
//! together, so that whoever has many of them has no more tries.

use staffroom_contract::UnixSeconds;

/// How many addresses are remembered of each person.
pub const AT_MOST: u32 = 20;

/// How long an address stays familiar, in seconds.
const LASTS: i64 = 90 * 24 * 60 * 60;

/// From when on a sign-in makes an address familiar.
pub fn since(now: UnixSeconds) -> UnixSeconds {
    now.plus(-LASTS)
}
