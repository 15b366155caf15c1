//! Mail: what it says, how it leaves, and the worker that sees to it.
//!
//! The queue (`staffroom_store::mail`) says which mail to write and holds nothing of what stands in it. The
//! [`worker`] claims one, [`write`] looks again whether it may still be sent and renders it, and the worker hands it
//! to a [`Transport`].
//!
//! # Adding a mail
//!
//! 1. A [`staffroom_store::MailContent`] or, if it tells of an act, a [`staffroom_store::NoticeKind`], queued in the
//!    transaction of the act that it tells of.
//! 2. `templates/mail/<name>/{subject.txt,body.txt,body.html}`, and a file here that fills them; what they say
//!    must be true at whatever time they are read. Plain ASCII, so that no program on the way has to unpack
//!    the link.
//! 3. Its arm in [`write`], and a snapshot of it.

mod email_change;
mod email_change_notice;
mod invitation;
pub mod mailbox;
mod mailed_link;
pub mod message;
mod notice;
mod password_reset;
mod rendered;
#[cfg(test)]
mod sample;
pub mod smtp;
pub mod trouble;
pub(crate) mod words;
pub mod worker;
mod write;

use async_trait::async_trait;
use lettre::Address;
use staffroom_contract::UnixSeconds;

/// A mail as it will be sent. It has no `Debug`: it may hold a link.
#[derive(Clone, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Names the mail; the same on each try.
    pub id: String,
    /// The sender as people read it.
    pub from_name: String,
    /// The sender's address.
    pub from: Address,
    /// The recipient as people read it.
    pub to_name: String,
    /// The recipient's address.
    pub to: String,
    /// The subject, which holds no secret: it shows on locked screens.
    pub subject: String,
    /// The whole mail as text.
    pub text: String,
    /// The whole mail as HTML.
    pub html: String,
    /// When it was queued.
    pub date: UnixSeconds,
}

/// Why a mail did not leave, as a class: never the server's own words, which may repeat the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// It may leave later.
    #[error("the mail could not be sent yet: {0}")]
    Temporary(&'static str),
    /// It will never leave.
    #[error("the mail cannot be sent: {0}")]
    Permanent(&'static str),
}

/// A way for a mail to leave.
#[async_trait]
pub trait Transport: Send + Sync + 'static {
    /// Sends one mail. It has left once this is `Ok`; after an error it may have left all the same.
    ///
    /// # Errors
    /// Whether to try again, and the class of what went wrong.
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError>;
}

/// Sends by `main`, and keeps a copy in `copies` whether or not it left.
pub struct WithCopies<T> {
    /// Decides whether the mail has left.
    pub main: T,
    /// Has a copy of each mail.
    pub copies: mailbox::Mailbox,
}

#[async_trait]
impl<T: Transport> Transport for WithCopies<T> {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        self.copies.put(mail);
        self.main.send(mail).await
    }
}
