//! Who did what to whom. Rows are only ever added, in the transaction of the act itself, and each is sealed
//! together with the row before it; see [`chain`].

pub mod chain;

use crate::Result;
use async_trait::async_trait;
use chain::Head;
use staffroom_contract::{AuditPerson, AuditResult, StaffId, UnixSeconds};

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
    /// Why it was refused, as a problem's code; `None` if it was done.
    pub refused_as: Option<&'static str>,
    /// What exactly, as a JSON object: changed fields with old and new value. No password, code or cookie.
    pub details: String,
    /// The client's address.
    pub address: Option<String>,
    /// What the client calls itself.
    pub user_agent: Option<String>,
    /// The request that it was done by.
    pub request_id: Option<String>,
}

/// An act as it stands in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRecord {
    /// Counts the rows, from 1 and without gaps.
    pub number: i64,
    /// When.
    pub at: UnixSeconds,
    /// The act. Rows outlive the list of acts, so that it may be one that nobody knows any more.
    pub event: String,
    /// Who did it, with their name as of then.
    pub actor: Option<AuditPerson>,
    /// To whom it was done, with their name as of then.
    pub subject: Option<AuditPerson>,
    /// Why it was refused, as a problem's code; `None` if it was done.
    pub refused_as: Option<String>,
    /// What exactly, as a JSON object.
    pub details: String,
    /// The client's address.
    pub address: Option<String>,
    /// What the client calls itself.
    pub user_agent: Option<String>,
    /// The request that it was done by.
    pub request_id: Option<String>,
    /// The seal: what [`chain::seal`] made of all this and of the row before.
    pub hash: Vec<u8>,
}

/// How much of the record somebody sees who is restricted to their offices: acts upon those whom they reach, themselves
/// included, and of those upon nobody their own, and these. Who did it may be beyond them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditReach {
    /// Who asks.
    pub asker: StaffId,
    /// Acts upon nobody that everybody sees who may read the record, whoever did them.
    pub upon_nobody: Vec<&'static str>,
}

/// Which acts to list. What is `None` lets everything through.
#[derive(Clone, Debug, Default)]
pub struct AuditQuery {
    /// Who did it.
    pub actor: Option<StaffId>,
    /// To whom it was done.
    pub subject: Option<StaffId>,
    /// The act.
    pub event: Option<&'static str>,
    /// Whether it was done.
    pub result: Option<AuditResult>,
    /// Not before this point in time.
    pub from: Option<UnixSeconds>,
    /// Before this point in time.
    pub until: Option<UnixSeconds>,
    /// What whoever asks may see at all.
    pub within: Option<AuditReach>,
    /// The number of the last row of the page before. Nothing comes after a row that does not exist.
    pub after: Option<i64>,
    /// The most rows to answer with, at least 1.
    pub limit: u32,
}

/// Which acts upon a person to list for that person themselves.
#[derive(Clone, Debug)]
pub struct OwnAuditQuery {
    /// The person.
    pub staff_id: StaffId,
    /// The acts.
    pub events: Vec<&'static str>,
    /// The number of the last row of the page before. Nothing comes after a row that is about somebody else.
    pub after: Option<i64>,
    /// The most rows to answer with, at least 1.
    pub limit: u32,
}

/// A page of acts.
#[derive(Clone, Debug)]
pub struct AuditList {
    /// Newest first; of one second, the one that was recorded last comes first.
    pub items: Vec<AuditRecord>,
    /// Whether more follow.
    pub has_more: bool,
}

/// The record of acts.
#[async_trait]
pub trait AuditRepository: Send {
    /// Records an act, with the names of its people as they are now, and seals it. Of two that are recorded at
    /// once one waits for the other's transaction, since each row is sealed together with the one before.
    ///
    /// # Errors
    /// If the database fails, or knows nobody of this id; then the act must not stand either.
    async fn append(&mut self, event: &NewAuditEvent) -> Result<()>;

    /// A page of the acts that match. As fast on the last page as on the first.
    ///
    /// # Errors
    /// If the database fails.
    async fn list(&mut self, query: &AuditQuery) -> Result<AuditList>;

    /// A page of the acts upon a person, but for what others who were signed in tried and were refused. As fast on the
    /// last page as on the first.
    ///
    /// # Errors
    /// If the database fails.
    async fn list_own(&mut self, query: &OwnAuditQuery) -> Result<AuditList>;

    /// The next rows in the order of the chain, at most `limit`: those whose number is greater than `after`. All
    /// numbers are greater than 0.
    ///
    /// # Errors
    /// If the database fails.
    async fn following(&mut self, after: i64, limit: u32) -> Result<Vec<AuditRecord>>;

    /// The last row of the chain.
    ///
    /// # Errors
    /// If the database fails.
    async fn head(&mut self) -> Result<Head>;
}
