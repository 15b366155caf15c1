//! Time, handed in and never taken from the air, so that a test can move the clock.

use staffroom_contract::UnixSeconds;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// Tells what time it is.
pub trait Clock: Send + Sync + 'static {
    /// Now, in whole seconds.
    fn now(&self) -> UnixSeconds;
}

/// The machine's own clock. Somebody who sets it back while the server runs does not set the server back:
/// otherwise every session and every link would last longer by as much.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    fn now(&self) -> UnixSeconds {
        static LATEST: Mutex<Option<Reading>> = Mutex::new(None);
        let since_epoch = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        let mut latest = LATEST.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Reading { since_epoch, elapsed: Instant::now() }.not_before(*latest);
        *latest = Some(now);
        UnixSeconds(i64::try_from(now.since_epoch.as_secs()).unwrap_or(i64::MAX))
    }
}

/// What the time is, and when that was said by a clock that nobody sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reading {
    since_epoch: Duration,
    elapsed: Instant,
}

impl Reading {
    /// The same moment, told as late as it must be by what was told before.
    fn not_before(self, earlier: Option<Self>) -> Self {
        let gone_on =
            earlier.map(|earlier| earlier.since_epoch + self.elapsed.duration_since(earlier.elapsed));
        Self { since_epoch: gone_on.map_or(self.since_epoch, |least| least.max(self.since_epoch)), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Time goes on at its own pace when the clock is set back, and follows it when it is set forward.
    #[test]
    fn time_never_goes_back() {
        let start = Instant::now();
        let reading = |since_epoch, elapsed| Reading {
            since_epoch: Duration::from_secs(since_epoch),
            elapsed: start + Duration::from_secs(elapsed),
        };
        let first = reading(10_000, 0).not_before(None);
        assert_eq!(first, reading(10_000, 0));
        let set_back = reading(6_401, 1).not_before(Some(first));
        assert_eq!(set_back, reading(10_001, 1));
        let later = reading(6_460, 60).not_before(Some(set_back));
        assert_eq!(later, reading(10_060, 60));
        assert_eq!(reading(20_000, 61).not_before(Some(later)), reading(20_000, 61));
    }
}
