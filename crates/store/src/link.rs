//! Links that set a password: resets and invitations.
//!
//! A link's code is never kept. The row holds its SHA-256, to find it by, and the salt that it was derived
//! with, so that whoever has the server's key can write the mail again, and nobody else can.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{BulkId, LinkPurpose, PasswordResetId, StaffId, UnixSeconds};

/// A link to be issued.
#[derive(Clone)]
pub struct NewLink {
    /// The link.
    pub id: PasswordResetId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose password it sets.
    pub staff_id: StaffId,
    /// The address it goes to; the link dies when the person's address changes. `None` if it is handed over
    /// by other means.
    pub sent_to: Option<String>,
    /// What its code is derived with.
    pub salt: [u8; 32],
    /// SHA-256 of its code.
    pub code_hash: [u8; 32],
    /// Who asked for it; `None` if nobody was signed in, or it was the command line.
    pub requested_by: Option<StaffId>,
    /// The Idempotency-Key that it was asked for with.
    pub idempotency_key: Option<String>,
    /// The bulk act that it was issued by.
    pub bulk_id: Option<BulkId>,
    /// When it was asked for.
    pub requested_at: UnixSeconds,
    /// When it runs out.
    pub expires_at: UnixSeconds,
}

/// How a link ended before it ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkEnd {
    /// A password was set with it.
    Used,
    /// A newer link took its place.
    Replaced,
    /// Somebody took it back.
    Revoked,
    /// The person's password was changed by other means.
    PasswordChanged,
    /// The person's address was changed.
    EmailChanged,
    /// The person was deactivated.
    Deactivated,
}

/// A link that was issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The link.
    pub id: PasswordResetId,
    /// What it is for.
    pub purpose: LinkPurpose,
    /// Whose password it sets.
    pub staff_id: StaffId,
    /// The address it goes to.
    pub sent_to: Option<String>,
    /// What its code is derived with.
    pub salt: [u8; 32],
    /// Who asked for it.
    pub requested_by: Option<StaffId>,
    /// Their first and last name as of now.
    pub requested_by_name: Option<String>,
    /// When it was asked for.
    pub requested_at: UnixSeconds,
    /// When it runs out.
    pub expires_at: UnixSeconds,
    /// When its mail was taken by the mail server.
    pub sent_at: Option<UnixSeconds>,
    /// When its mail was given up.
    pub failed_at: Option<UnixSeconds>,
    /// Why its mail has not left so far, or never will, as the queue has it.
    pub mail_reason: Option<String>,
    /// When its page was first opened.
    pub opened_at: Option<UnixSeconds>,
    /// How and when it ended, if that was before it would have run out.
    pub ended: Option<(LinkEnd, UnixSeconds)>,
    /// The first and last name, as of now, of whoever revoked or replaced it.
    pub ended_by_name: Option<String>,
}

impl Link {
    /// Whether it could set a password at `now`.
    pub fn is_live(&self, now: UnixSeconds) -> bool {
        self.ended.is_none() && now < self.expires_at
    }
}

/// Some of all links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkScope<'a> {
    /// Reset links of this person that somebody who was signed in asked for.
    SentTo(&'a StaffId),
    /// Invitations of this person.
    InvitationsOf(&'a StaffId),
    /// Reset links of this person that were asked for without signing in, and mails of theirs that were sent again for
    /// the same reason.
    ForgottenBy(&'a StaffId),
    /// Links that this person asked for one by one: but for those of bulk acts and imports.
    RequestedBy(&'a StaffId),
    /// The same of everybody.
    Forgotten,
    /// All links that were asked for one by one, and all mails of links that were sent again.
    All,
}

/// Links, live and dead.
#[async_trait]
pub trait LinkRepository: Send {
    /// Issues a link. The person's older live link of the same purpose ends as [`LinkEnd::Replaced`].
    ///
    /// # Errors
    /// If there is no such person, or the database fails.
    async fn issue(&mut self, link: &NewLink) -> Result<()>;

    /// The link with this id.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &PasswordResetId) -> Result<Option<Link>>;

    /// The link of this purpose whose code has this hash.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_code_hash(&mut self, purpose: LinkPurpose, code_hash: &[u8; 32])
    -> Result<Option<Link>>;

    /// The person's newest link of this purpose, dead or alive.
    ///
    /// # Errors
    /// If the database fails.
    async fn newest_of(&mut self, staff_id: &StaffId, purpose: LinkPurpose) -> Result<Option<Link>>;

    /// The person's newest links of this purpose, dead or alive, the newest first, at most `limit`.
    ///
    /// # Errors
    /// If the database fails.
    async fn recent_of(&mut self, staff_id: &StaffId, purpose: LinkPurpose, limit: u32) -> Result<Vec<Link>>;

    /// When the `n`-th newest link of `scope` was asked for after `since`, counted from 1; `None` if there are not so
    /// many. What was asked for after `until` does not count: the clock was set back since.
    ///
    /// # Errors
    /// If the database fails.
    async fn nth_newest_at(
        &mut self,
        scope: LinkScope<'_>,
        n: u32,
        since: UnixSeconds,
        until: UnixSeconds,
    ) -> Result<Option<UnixSeconds>>;

    /// The link that `requested_by` asked for with this Idempotency-Key.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_idempotency_key(&mut self, requested_by: &StaffId, key: &str) -> Result<Option<Link>>;

    /// Notes that the link's page was opened, the first time.
    ///
    /// # Errors
    /// If the database fails.
    async fn mark_opened(&mut self, id: &PasswordResetId, now: UnixSeconds) -> Result<()>;

    /// Spends the link with this code: whose password may now be set, in this same transaction. `None`, and
    /// nothing spent, unless the link is of this purpose, has not ended, has not run out by `now`, and was
    /// issued for the person's current password and address; a reset's person must be active, an invitation's
    /// must be pending.
    ///
    /// # Errors
    /// If the database fails.
    async fn spend(
        &mut self,
        purpose: LinkPurpose,
        code_hash: &[u8; 32],
        now: UnixSeconds,
    ) -> Result<Option<StaffId>>;

    /// Ends the person's live links of every purpose; how many of them had not run out by `now`. `by` is whoever
    /// did it, if it was somebody else than the person themselves.
    ///
    /// # Errors
    /// If the database fails.
    async fn end_live_of(
        &mut self,
        staff_id: &StaffId,
        end: LinkEnd,
        by: Option<&StaffId>,
        now: UnixSeconds,
    ) -> Result<u64>;

    /// Has a person's link of this purpose live again that ended at `ended_at`, as [`LinkEnd::Deactivated`]; which one.
    /// `None`, and nothing changed, if there is none or it has run out by `now`.
    ///
    /// # Errors
    /// If the person has another live link of this purpose by now, or the database fails.
    async fn give_back(
        &mut self,
        staff_id: &StaffId,
        purpose: LinkPurpose,
        ended_at: UnixSeconds,
        now: UnixSeconds,
    ) -> Result<Option<PasswordResetId>>;
}
