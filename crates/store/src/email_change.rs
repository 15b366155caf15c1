//! Wishes for another email address, from when they are asked for until they are confirmed or end otherwise.
//!
//! Two codes belong to each, of which only the SHA-256 is kept: one confirms, from the new address; one objects, from
//! the old. Both are derived with the same salt, each for its own purpose.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{EmailChangeId, StaffId, UnixSeconds};

/// A change to be asked for.
#[derive(Clone)]
pub struct NewEmailChange {
    /// The change.
    pub id: EmailChangeId,
    /// Whose address it changes.
    pub staff_id: StaffId,
    /// The address that is to be theirs.
    pub new_email: String,
    /// What its codes are derived with.
    pub salt: [u8; 32],
    /// SHA-256 of the code that confirms it.
    pub code_hash: [u8; 32],
    /// SHA-256 of the code that ends it.
    pub objection_code_hash: [u8; 32],
    /// Who asked for it.
    pub requested_by: StaffId,
    /// The Idempotency-Key that it was asked for with.
    pub idempotency_key: Option<String>,
    /// When it was asked for.
    pub requested_at: UnixSeconds,
    /// When it runs out.
    pub expires_at: UnixSeconds,
}

/// How a change ended before it ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailChangeEnd {
    /// The new address is in force.
    Confirmed,
    /// It was taken back.
    Cancelled,
    /// A newer one took its place.
    Replaced,
    /// The owner of the old address ended it.
    Objected,
    /// The account was closed.
    Void,
}

/// A change that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmailChangeRecord {
    /// The change.
    pub id: EmailChangeId,
    /// Whose address it changes.
    pub staff_id: StaffId,
    /// The address that they had when it was asked for.
    pub old_email: Option<String>,
    /// The address that is to be theirs.
    pub new_email: String,
    /// What its codes are derived with.
    pub salt: [u8; 32],
    /// Who asked for it.
    pub requested_by: StaffId,
    /// Their first and last name as of now.
    pub requested_by_name: String,
    /// When it was asked for.
    pub requested_at: UnixSeconds,
    /// When it runs out.
    pub expires_at: UnixSeconds,
    /// How it ended, if that was before it would have run out.
    pub ended: Option<EmailChangeEnd>,
    /// Whether its person is inactive, or has another password or address than when it was asked for.
    pub is_outdated: bool,
    /// When a mail that asks for its confirmation was last taken by the mail server.
    pub sent_at: Option<UnixSeconds>,
    /// Why such a mail has not left so far, or never will, as the queue has it.
    pub mail_reason: Option<String>,
}

impl EmailChangeRecord {
    /// Whether it could be confirmed at `now`.
    pub fn is_live(&self, now: UnixSeconds) -> bool {
        self.ended.is_none() && !self.is_outdated && now < self.expires_at
    }
}

/// Some of the mails that ask for a confirmation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmailChangeScope<'a> {
    /// Those about this person's address.
    Of(&'a StaffId),
    /// Those of changes that this person asked for.
    RequestedBy(&'a StaffId),
    /// All of them.
    All,
}

/// Changes of email addresses, live and dead.
#[async_trait]
pub trait EmailChangeRepository: Send {
    /// Asks for a change of the address that the person has now. An older one that has not ended ends as
    /// [`EmailChangeEnd::Replaced`].
    ///
    /// # Errors
    /// If there is no such person, or the database fails.
    async fn request(&mut self, change: &NewEmailChange) -> Result<()>;

    /// The change with this id.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &EmailChangeId) -> Result<Option<EmailChangeRecord>>;

    /// The change that the code with this hash confirms.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_code_hash(&mut self, code_hash: &[u8; 32]) -> Result<Option<EmailChangeRecord>>;

    /// The change that the code with this hash ends.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_objection_code_hash(
        &mut self,
        code_hash: &[u8; 32],
    ) -> Result<Option<EmailChangeRecord>>;

    /// The change that `requested_by` asked for with this Idempotency-Key.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_idempotency_key(
        &mut self,
        requested_by: &StaffId,
        key: &str,
    ) -> Result<Option<EmailChangeRecord>>;

    /// The change of a person that could be confirmed at `now`.
    ///
    /// # Errors
    /// If the database fails.
    async fn pending_of(&mut self, staff_id: &StaffId, now: UnixSeconds)
    -> Result<Option<EmailChangeRecord>>;

    /// When the `n`-th newest mail of `scope` was queued, counted from 1; `None` if there are not so many.
    ///
    /// # Errors
    /// If the database fails.
    async fn nth_newest_mail_at(
        &mut self,
        scope: EmailChangeScope<'_>,
        n: u32,
    ) -> Result<Option<UnixSeconds>>;

    /// Ends a change that could still be confirmed at `now`; `false`, and nothing changed, if it could not. One that
    /// ends as [`EmailChangeEnd::Confirmed`] is followed by the new address in this same transaction.
    ///
    /// # Errors
    /// If the database fails.
    async fn end(&mut self, id: &EmailChangeId, end: EmailChangeEnd, now: UnixSeconds) -> Result<bool>;

    /// Ends what waits of a person, because their account is closed.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_all_of(&mut self, staff_id: &StaffId, now: UnixSeconds) -> Result<()>;
}
