//! The mail queue. A row says which mail to write, never what stands in it: it holds no code and no link.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{PasswordResetId, UnixSeconds};

/// Which mail to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailKind {
    /// A password reset link.
    PasswordReset,
}

/// A mail to be sent.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Names the mail; every try carries it in its Message-ID.
    pub id: String,
    /// Which mail to write.
    pub kind: MailKind,
    /// The link that it carries.
    pub link_id: PasswordResetId,
    /// When it was queued.
    pub queued_at: UnixSeconds,
}

/// A mail that the caller may try to send until its lease runs out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedMail {
    /// Names the mail.
    pub id: String,
    /// Which mail to write.
    pub kind: MailKind,
    /// The link that it carries.
    pub link_id: PasswordResetId,
    /// When it was queued.
    pub queued_at: UnixSeconds,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

/// A mail that has been tried and has not left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StuckMail {
    /// When it was queued.
    pub queued_at: UnixSeconds,
    /// The class of what went wrong the last time.
    pub reason: String,
}

/// Mail that waits, and what became of it.
#[async_trait]
pub trait MailRepository: Send {
    /// Queues a mail, due at once.
    ///
    /// # Errors
    /// If the database fails.
    async fn queue(&mut self, mail: &NewMail) -> Result<()>;

    /// Claims the mail that has been due the longest; nobody else gets it before `lease_until`.
    ///
    /// # Errors
    /// If the database fails.
    async fn claim(&mut self, now: UnixSeconds, lease_until: UnixSeconds) -> Result<Option<ClaimedMail>>;

    /// When the next mail is due, claimed ones by the end of their lease.
    ///
    /// # Errors
    /// If the database fails.
    async fn next_due(&mut self) -> Result<Option<UnixSeconds>>;

    /// The oldest mail, of those queued since the last one left and by `before`, that was tried and did not leave.
    /// It may have been given up, if that was no sooner than `given_up_after` seconds after it was queued: one that
    /// was given up sooner was refused for what it is, and says nothing of others.
    ///
    /// # Errors
    /// If the database fails.
    async fn stuck(&mut self, before: UnixSeconds, given_up_after: i64) -> Result<Option<StuckMail>>;

    /// Notes that the mail server took it, if nothing else has become of it yet.
    ///
    /// # Errors
    /// If the database fails.
    async fn mark_sent(&mut self, id: &str, now: UnixSeconds) -> Result<()>;

    /// Puts a claimed mail back, due at `due_at`, with the class of what went wrong, such as `refused`.
    ///
    /// # Errors
    /// If the database fails.
    async fn retry(&mut self, id: &str, due_at: UnixSeconds, reason: &str) -> Result<()>;

    /// Gives a mail up, with the class of what went wrong, if nothing else has become of it yet.
    ///
    /// # Errors
    /// If the database fails.
    async fn mark_failed(&mut self, id: &str, now: UnixSeconds, reason: &str) -> Result<()>;
}
