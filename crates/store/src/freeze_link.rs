//! Links that freeze an account: "This wasn't me" in a notice.
//!
//! They are kept apart from the links that set passwords, so that no statement can take one for the other. Their
//! codes are kept no more than those: the row holds the SHA-256, and the salt that the code is derived with.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{StaffId, UnixSeconds};

/// A link to be issued.
#[derive(Clone)]
pub struct NewFreezeLink {
    /// Names the link.
    pub id: String,
    /// Whose account it freezes.
    pub staff_id: StaffId,
    /// What its code is derived with.
    pub salt: [u8; 32],
    /// SHA-256 of its code.
    pub code_hash: [u8; 32],
    /// When it was issued.
    pub issued_at: UnixSeconds,
    /// When it runs out.
    pub expires_at: UnixSeconds,
}

/// A link that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreezeLink {
    /// Names the link.
    pub id: String,
    /// Whose account it freezes.
    pub staff_id: StaffId,
    /// What its code is derived with.
    pub salt: [u8; 32],
    /// When it runs out.
    pub expires_at: UnixSeconds,
    /// When an account was frozen with it.
    pub used_at: Option<UnixSeconds>,
    /// When it ended before its time, used or not.
    pub ended_at: Option<UnixSeconds>,
}

impl FreezeLink {
    /// Whether it could freeze an active account at `now`.
    pub fn is_live(&self, now: UnixSeconds) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

/// Links that freeze accounts, live and dead.
///
/// A link outlives changes of password and address: whoever has taken the account over would make them at once.
#[async_trait]
pub trait FreezeLinkRepository: Send {
    /// Issues a link. Older ones live on beside it.
    ///
    /// # Errors
    /// If there is no such person, or the database fails.
    async fn issue(&mut self, link: &NewFreezeLink) -> Result<()>;

    /// The link with this id.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &str) -> Result<Option<FreezeLink>>;

    /// The link whose code has this hash.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_code_hash(&mut self, code_hash: &[u8; 32]) -> Result<Option<FreezeLink>>;

    /// Spends the link with this code: whose account may now be frozen, in this same transaction. `None`, and
    /// nothing spent, unless it has not ended, has not run out by `now`, and its person is active.
    ///
    /// # Errors
    /// If the database fails.
    async fn spend(&mut self, code_hash: &[u8; 32], now: UnixSeconds) -> Result<Option<StaffId>>;

    /// Ends the person's live links; how many there were.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_live_of(&mut self, staff_id: &StaffId, now: UnixSeconds) -> Result<u64>;
}
