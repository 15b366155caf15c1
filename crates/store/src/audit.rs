//! Who did what to whom. Rows are only ever added, in the transaction of the act itself.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{StaffId, UnixSeconds};

/// An act to be recorded.
#[derive(Clone, Debug)]
pub struct NewAuditEvent {
    /// The act in the past tense, such as `staff_password_reset_requested`.
    pub event: &'static str,
    /// When.
    pub at: UnixSeconds,
    /// Who did it; `None` if nobody was signed in, or it was the command line.
    pub actor: Option<StaffId>,
    /// To whom it was done.
    pub subject: Option<StaffId>,
    /// What exactly, as a JSON object: changed fields with old and new value. No password, code or cookie.
    pub details: String,
    /// The request that it was done by.
    pub request_id: Option<String>,
}

/// The record of acts.
#[async_trait]
pub trait AuditRepository: Send {
    /// Records an act.
    ///
    /// # Errors
    /// If the database fails; then the act must not stand either.
    async fn append(&mut self, event: &NewAuditEvent) -> Result<()>;
}
