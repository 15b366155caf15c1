//! How long an account waits after a sign-in that failed.
//!
//! The more have failed in a day, the longer; nobody is locked out for good, since every day begins anew (in
//! UTC), and a reset link and the sessions that are open already wait for nothing. With fifteen characters at
//! least, a hundred guesses a day come to nothing.
//!
//! Source: NIST SP 800-63B-4, section 3.2.2: at most 100 failures in a row, by increasing delays.

use super::TooOften;
use staffroom_contract::UnixSeconds;
use staffroom_store::FailedSignIns;

/// A day, in seconds.
const DAY: i64 = 24 * 60 * 60;

/// How many accounts' failures are remembered, of those that exist and those that do not.
pub const ACCOUNTS_AT_MOST: u32 = 10_000;

/// From when on failures count: today's midnight in UTC.
pub fn counted_since(now: UnixSeconds) -> UnixSeconds {
    now.plus(-now.0.rem_euclid(DAY))
}

/// Whether an account may be tried now.
///
/// # Errors
/// If it has to wait.
pub fn check(failures: Option<FailedSignIns>, now: UnixSeconds) -> Result<(), TooOften> {
    let Some(FailedSignIns { count, last_at }) = failures else { return Ok(()) };
    // A clock that goes a little backwards makes nobody wait for longer.
    let last_at = last_at.min(now);
    let free_at = match count {
        0..=2 => last_at.plus(1),
        3..=9 => last_at.plus(3),
        10..=25 => last_at.plus(5),
        26..=99 => last_at.plus(10),
        100.. => counted_since(last_at).plus(DAY),
    };
    if now < free_at { Err(TooOften::for_seconds(free_at.since(now))) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIDNIGHT: UnixSeconds = UnixSeconds(20_415 * DAY);

    fn wait(count: u32, last_at: UnixSeconds, now: UnixSeconds) -> u32 {
        let failures = FailedSignIns { count, last_at };
        check(Some(failures), now).err().map_or(0, |TooOften { retry_after }| retry_after)
    }

    /// The delay grows with the failures, and after a hundred it lasts until the day is over.
    #[test]
    fn the_delay_grows() {
        let noon = MIDNIGHT.plus(DAY / 2);
        let waits = [(1, 1), (2, 1), (3, 3), (9, 3), (10, 5), (25, 5), (26, 10), (99, 10), (100, 43_200)];
        for (count, seconds) in waits {
            assert_eq!(wait(count, noon, noon), seconds, "{count}");
            assert_eq!(wait(count, noon, noon.plus(i64::from(seconds) - 1)), 1, "{count}");
            assert_eq!(wait(count, noon, noon.plus(seconds.into())), 0, "{count}");
        }
        assert_eq!(check(None, noon), Ok(()));
    }

    /// Nobody is locked out for good: every day begins anew.
    #[test]
    fn a_new_day_begins_anew() {
        assert_eq!(counted_since(MIDNIGHT), MIDNIGHT);
        assert_eq!(counted_since(MIDNIGHT.plus(DAY - 1)), MIDNIGHT);
        assert_eq!(counted_since(MIDNIGHT.plus(-1)), MIDNIGHT.plus(-DAY));
        assert_eq!(wait(1_000, MIDNIGHT.plus(DAY - 1), MIDNIGHT.plus(DAY - 1)), 1);
    }

    /// A clock that goes a little backwards makes nobody wait for longer than the delay itself.
    #[test]
    fn a_clock_that_goes_backwards_locks_nobody_out() {
        assert_eq!(wait(3, MIDNIGHT.plus(59), MIDNIGHT), 3);
    }
}
