//! The mail queue. A row says which mail to write, never what stands in it: it holds no code and no link.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{EmailChangeId, PasswordResetId, StaffId, UnixSeconds};

/// What a mail is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailContent {
    /// It carries a password reset link. Void once the link is.
    PasswordReset(PasswordResetId),
    /// It carries an invitation. Void once the link is, or once its person does not wait for it any more.
    Invitation(PasswordResetId),
    /// It asks the owner of a new address to confirm it. Void once the change is.
    EmailChange(EmailChangeId),
    /// It tells the owner of the old address of the change, and how to end it. Void once the change is.
    EmailChangeNotice(EmailChangeId),
    /// It tells of an act that stands, whatever happens afterwards.
    Notice(Notice),
}

/// What was done to an account, told to somebody whom it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What was done.
    pub kind: NoticeKind,
    /// To whose account.
    pub staff_id: StaffId,
    /// When.
    pub done_at: UnixSeconds,
    /// By whom; `None` if nobody was signed in.
    pub done_by: Option<StaffId>,
    /// Who is told.
    pub recipient_id: StaffId,
    /// The address that they had by then.
    pub sent_to: String,
    /// The link with which the account can be frozen, if the notice carries one.
    pub freeze_link_id: Option<String>,
}

/// An act that somebody is told of, by its name in the record of acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// A password was set with a link; the person is told.
    PasswordResetCompleted,
    /// A password was changed by somebody who was signed in; the person is told.
    OwnPasswordChanged,
    /// The account was deactivated; the person is told.
    StaffDeactivated,
    /// A deactivation of the account was undone; the person is told.
    StaffReactivated,
    /// Another address of the account was confirmed; the person is told, at both addresses.
    EmailChangeConfirmed,
    /// The account was frozen; those who manage accounts are told.
    AccountFrozen,
}

/// A mail to be sent.
#[derive(Clone, Debug)]
pub struct NewMail {
    /// Names the mail; every try carries it in its Message-ID.
    pub id: String,
    /// What it is about.
    pub content: MailContent,
    /// When it was queued.
    pub queued_at: UnixSeconds,
}

/// A mail that the caller may try to send until its lease runs out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimedMail {
    /// Names the mail.
    pub id: String,
    /// What it is about.
    pub content: MailContent,
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

    /// Queues the mail of a link that sets a password once more, due at once; `false`, and nothing queued, if one of it
    /// still waits.
    ///
    /// # Errors
    /// If there is no such link, or the database fails.
    async fn queue_again(&mut self, id: &str, link_id: &PasswordResetId, now: UnixSeconds) -> Result<bool>;

    /// Claims the mail that has been due the longest, an invitation only if nothing else is due; nobody else gets it
    /// before `lease_until`.
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
