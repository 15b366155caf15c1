//! Who did what to whom: one way to record an act, in the transaction of the act itself.

mod source;
pub mod verify;

pub use source::Source;
pub use staffroom_contract::audit::Event;

use serde_json::{Map, Value};
use staffroom_contract::{ProblemCode, StaffId, UnixSeconds};
use staffroom_store::{NewAuditEvent, Result, Transaction};

/// An act to be recorded: `Act::of(Event::StaffUpdated).by(actor).upon(subject).with(details)`.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    event: Event,
    actor: Option<&'a StaffId>,
    subject: Option<&'a StaffId>,
    details: Option<Value>,
    refused_as: Option<ProblemCode>,
    source: Option<&'a Source>,
}

impl<'a> Act<'a> {
    /// An act of nobody in particular: nobody was signed in, or it was the command line.
    pub const fn of(event: Event) -> Self {
        Self { event, actor: None, subject: None, details: None, refused_as: None, source: None }
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

    /// Adds a member to [`Act::with`].
    #[must_use]
    pub fn and(self, member: &str, value: Value) -> Self {
        let mut details = match self.details {
            Some(Value::Object(details)) => details,
            _ => Map::new(),
        };
        details.insert(member.to_owned(), value);
        Self { details: Some(details.into()), ..self }
    }

    /// Says that it was not done, and why.
    #[must_use]
    pub fn refused(self, code: ProblemCode) -> Self {
        Self { refused_as: Some(code), ..self }
    }

    /// The request that it was done by, and where that came from.
    #[must_use]
    pub fn from(self, source: &'a Source) -> Self {
        Self { source: Some(source), ..self }
    }

    /// Records it. It stands if `transaction` does.
    ///
    /// # Errors
    /// If the database fails; then the act must not stand either.
    pub async fn record(self, transaction: &mut dyn Transaction, now: UnixSeconds) -> Result<()> {
        let source = self.source.cloned().unwrap_or_default();
        let event = NewAuditEvent {
            event: self.event.name(),
            at: now,
            actor: self.actor.cloned(),
            subject: self.subject.cloned(),
            details: self.details.map_or_else(|| "{}".to_owned(), |details| details.to_string()),
            refused_as: self.refused_as.map(ProblemCode::name),
            address: source.address.map(|address| address.to_string()),
            user_agent: source.user_agent,
            request_id: source.request_id,
        };
        transaction.audit().append(&event).await
    }
}
