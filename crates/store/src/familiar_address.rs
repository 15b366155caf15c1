//! From where people signed in before, so that guesses from elsewhere keep nobody there waiting.
//!
//! An address stands here by a keyed hash only. Whether one is familiar says nothing of any one person: it is so for
//! the whole practice once anybody active has signed in from it.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{StaffId, UnixSeconds};

/// Addresses, by who signed in from them.
#[async_trait]
pub trait FamiliarAddressRepository: Send {
    /// Whether somebody who is active has signed in from this address since `since`.
    ///
    /// # Errors
    /// If the database fails.
    async fn is_familiar(&mut self, address: &[u8; 32], since: UnixSeconds) -> Result<bool>;

    /// Notes that a person signed in from this address. Of more than `at_most` of theirs those are forgotten from
    /// which they last signed in the longest ago.
    ///
    /// # Errors
    /// If there is no such person, or the database fails.
    async fn remember(
        &mut self,
        staff_id: &StaffId,
        address: &[u8; 32],
        now: UnixSeconds,
        at_most: u32,
    ) -> Result<()>;

    /// Forgets from where nobody has signed in since `since`; how many addresses of how many people.
    ///
    /// # Errors
    /// If the database fails.
    async fn forget_before(&mut self, since: UnixSeconds) -> Result<u64>;
}
