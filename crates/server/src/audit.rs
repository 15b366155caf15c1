//! Who did what to whom: one way to record an act, in the transaction of the act itself.

use serde_json::Value;
use staffroom_contract::{StaffId, UnixSeconds};
use staffroom_store::{NewAuditEvent, Result, Transaction};

/// An act, in the past tense of its operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// Somebody opened a session.
    SignedIn,
    /// Somebody tried to, and could not.
    SignInFailed,
    /// Somebody who was signed in entered their password again.
    Reauthenticated,
    /// Somebody ended their session.
    SignedOut,
    /// A person's fields were changed.
    StaffUpdated,
    /// A person's access was taken away.
    StaffDeactivated,
    /// A person's access was given back.
    StaffReactivated,
    /// A person was sent a password reset link.
    StaffPasswordResetRequested,
    /// A person's live link was taken back.
    StaffPasswordResetRevoked,
    /// A person set a new password with a link.
    PasswordResetCompleted,
    /// A person was invited.
    StaffInvited,
    /// A person who was invited set their first password.
    InvitationAccepted,
}

impl Event {
    /// The act as the record keeps it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::Reauthenticated => "reauthenticated",
            Self::SignedOut => "signed_out",
            Self::StaffUpdated => "staff_updated",
            Self::StaffDeactivated => "staff_deactivated",
            Self::StaffReactivated => "staff_reactivated",
            Self::StaffPasswordResetRequested => "staff_password_reset_requested",
            Self::StaffPasswordResetRevoked => "staff_password_reset_revoked",
            Self::PasswordResetCompleted => "password_reset_completed",
            Self::StaffInvited => "staff_invited",
            Self::InvitationAccepted => "invitation_accepted",
        }
    }
}

/// An act to be recorded: `Act::of(Event::StaffUpdated).by(actor).upon(subject).with(details)`.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    event: Event,
    actor: Option<&'a StaffId>,
    subject: Option<&'a StaffId>,
    details: Option<Value>,
    request_id: Option<&'a str>,
}

impl<'a> Act<'a> {
    /// An act of nobody in particular: nobody was signed in, or it was the command line.
    pub const fn of(event: Event) -> Self {
        Self { event, actor: None, subject: None, details: None, request_id: None }
    }

    /// Who did it.
    #[must_use]
    pub fn by(self, actor: &'a StaffId) -> Self {
        Self { actor: Some(actor), ..self }
    }

    /// To whom it was done, if that is known.
    #[must_use]
    pub fn upon(self, subject: impl Into<Option<&'a StaffId>>) -> Self {
        Self { subject: subject.into(), ..self }
    }

    /// What exactly was done, as an object. No password, code or cookie.
    #[must_use]
    pub fn with(self, details: Value) -> Self {
        Self { details: Some(details), ..self }
    }

    /// The request that it was done by.
    #[must_use]
    pub fn in_request(self, request_id: Option<&'a str>) -> Self {
        Self { request_id, ..self }
    }

    /// Records it. It stands if `transaction` does.
    ///
    /// # Errors
    /// If the database fails; then the act must not stand either.
    pub async fn record(self, transaction: &mut dyn Transaction, now: UnixSeconds) -> Result<()> {
        let event = NewAuditEvent {
            event: self.event.name(),
            at: now,
            actor: self.actor.cloned(),
            subject: self.subject.cloned(),
            details: self.details.map_or_else(|| "{}".to_owned(), |details| details.to_string()),
            request_id: self.request_id.map(str::to_owned),
        };
        transaction.audit().append(&event).await
    }
}
