//! Time and randomness, handed in and never taken from the air, so that a test can move the clock.

use staffroom_contract::UnixSeconds;
use std::time::{Duration, UNIX_EPOCH};

/// Tells what time it is.
pub trait Clock: Send + Sync + 'static {
    /// Now, in whole seconds.
    fn now(&self) -> UnixSeconds;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is where time comes in")]
    fn now(&self) -> UnixSeconds {
        let since_epoch = std::time::SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        UnixSeconds(i64::try_from(since_epoch.as_secs()).unwrap_or(i64::MAX))
    }
}
