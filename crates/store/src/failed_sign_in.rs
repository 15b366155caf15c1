//! Failed sign-ins, counted by account so that the next try can be made to wait.
//!
//! An account is whatever was typed as the username, known or not, by a keyed hash: what is typed there may
//! well be a password. How long to wait is the caller's to decide.
//!
//! A failure that is further ahead of the clock than [`CLOCK_SLACK`] was noted before the clock was set back, and
//! does not count: else it would keep its account waiting until then.

use crate::Result;
use crate::session::CLOCK_SLACK;
use async_trait::async_trait;
use staffroom_contract::UnixSeconds;

/// How often signing in has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FailedSignIns {
    /// How often, at least once.
    pub count: u32,
    /// When it last did.
    pub last_at: UnixSeconds,
}

impl FailedSignIns {
    /// The last point in time at which a failure that counts may have been.
    pub fn latest(now: UnixSeconds) -> UnixSeconds {
        now.plus(CLOCK_SLACK)
    }
}

/// Failed sign-ins since some point in time.
#[async_trait]
pub trait FailedSignInRepository: Send {
    /// How often signing in to an account has failed; `None` if it has not since `since`.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(
        &mut self,
        account: &[u8; 32],
        now: UnixSeconds,
        since: UnixSeconds,
    ) -> Result<Option<FailedSignIns>>;

    /// Counts one more failure; the first, if the last was before `since`. Of more than `at_most` accounts
    /// those are forgotten whose last failure was the longest ago.
    ///
    /// # Errors
    /// If the database fails.
    async fn count(
        &mut self,
        account: &[u8; 32],
        now: UnixSeconds,
        since: UnixSeconds,
        at_most: u32,
    ) -> Result<()>;

    /// Forgets the failures of one account.
    ///
    /// # Errors
    /// If the database fails.
    async fn forget(&mut self, account: &[u8; 32]) -> Result<()>;

    /// Forgets every account whose last failure was before `since`; how many.
    ///
    /// # Errors
    /// If the database fails.
    async fn forget_before(&mut self, since: UnixSeconds) -> Result<u64>;
}
