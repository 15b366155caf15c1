//! What Staffroom keeps, behind traits that carry no database.
//!
//! A [`Store`] opens [`Transaction`]s; a transaction lends repositories, one per thing that is kept; nothing
//! that they wrote stands until [`Transaction::commit`]. So a handler composes one act out of several
//! repositories, and either all of it happens or none.
//!
//! # Defining a new repository
//!
//! 1. A file beside this one: the records, and a trait with a doc line per method.
//! 2. Not found is `None` and not an error. A violated uniqueness is [`StoreError::Conflict`].
//! 3. Time and randomness come in as parameters; identifiers are made by the caller.
//! 4. A check that decides about a write belongs into the write's own statement, so that of two who try at
//!    once only one succeeds.
//! 5. A method on [`Transaction`] that lends it; its SQL in `sqlite/`; a migration; a case in
//!    `tests/conformance/`.

pub mod audit;
pub mod bulk;
pub mod deactivation;
pub mod email_change;
pub mod failed_sign_in;
pub mod familiar_address;
pub mod fold;
pub mod freeze_link;
pub mod import;
pub mod kept_source;
pub mod link;
pub mod mail;
pub mod office;
pub mod practice;
pub mod role;
pub mod sealed_pin;
pub mod session;
pub mod sqlite;
pub mod staff;
pub mod staff_list;

pub use audit::{
    AuditList, AuditQuery, AuditReach, AuditRecord, AuditRepository, NewAuditEvent, OwnAuditQuery,
};
pub use bulk::{BulkCounts, BulkItem, BulkItemQuery, BulkPerson, BulkRecord, BulkRepository, NewBulk};
pub use deactivation::{Deactivation, DeactivationEnd, DeactivationRepository, UndoableDeactivation};
pub use email_change::{
    EmailChangeEnd, EmailChangeRecord, EmailChangeRepository, EmailChangeScope, NewEmailChange,
};
pub use failed_sign_in::{FailedSignInRepository, FailedSignIns};
pub use familiar_address::FamiliarAddressRepository;
pub use freeze_link::{FreezeLink, FreezeLinkRepository, NewFreezeLink};
pub use import::{CheckedRow, ImportRecord, ImportRepository, ImportRowQuery, NewImport, RefusedRow};
pub use kept_source::KeptSource;
pub use link::{Link, LinkEnd, LinkRepository, LinkScope, NewLink};
pub use mail::{ClaimedMail, MailContent, MailRepository, NewMail, Notice, NoticeKind, StuckMail};
pub use office::{OfficeRecord, OfficeRepository};
pub use practice::{Practice, PracticeRepository};
pub use role::{HeldRole, ListedRole, NewRole, OwnPermissions, RoleRecord, RoleRepository};
pub use sealed_pin::SealedPinRepository;
pub use session::{Client, NewSession, RenewedSession, SessionRecord, SessionRepository};
pub use staff::{
    Credential, ListedStaff, NewStaff, SettingsChanges, StaffChanges, StaffRecord, StaffRepository,
    UpdateOutcome,
};
pub use staff_list::{
    LinkCondition, OrderedBy, SignInCondition, StaffFilter, StaffList, StaffOrder, StaffPlace, StaffQuery,
};

use async_trait::async_trait;

/// Whatever can go wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another row has this value already, where each must have its own.
    #[error("the {field} is taken")]
    Conflict {
        /// The field, named as in `staffroom_contract::field::name`.
        field: &'static str,
    },
    /// Somebody else holds the database for longer than we wait.
    #[error("the database is busy")]
    Busy,
    /// Anything else: the statement, the file, the disk.
    #[error("the database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The answer of every method that touches the database.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// A database of one practice.
#[async_trait]
pub trait Store: Send + Sync + 'static {
    /// Opens a transaction that only reads. It sees one state of the database and waits for no writer.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if no connection comes free in time.
    async fn read(&self) -> Result<Box<dyn Transaction>>;

    /// Opens a transaction that may write. At most one is open at a time; the next one waits for it.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if its turn does not come in time.
    async fn write(&self) -> Result<Box<dyn Transaction>>;

    /// Closes every connection, and leaves the database in one piece on disk.
    async fn close(&self);
}

/// One act upon the database. Dropping it undoes whatever it wrote.
#[async_trait]
pub trait Transaction: Send {
    /// The practice itself.
    fn practice(&mut self) -> Box<dyn PracticeRepository + '_>;
    /// Its offices.
    fn offices(&mut self) -> Box<dyn OfficeRepository + '_>;
    /// People.
    fn staff(&mut self) -> Box<dyn StaffRepository + '_>;
    /// Their App Unlock PINs, sealed.
    fn sealed_pins(&mut self) -> Box<dyn SealedPinRepository + '_>;
    /// Roles.
    fn roles(&mut self) -> Box<dyn RoleRepository + '_>;
    /// Sessions.
    fn sessions(&mut self) -> Box<dyn SessionRepository + '_>;
    /// Failed sign-ins.
    fn failed_sign_ins(&mut self) -> Box<dyn FailedSignInRepository + '_>;
    /// From where people signed in.
    fn familiar_addresses(&mut self) -> Box<dyn FamiliarAddressRepository + '_>;
    /// Reset links and invitations.
    fn links(&mut self) -> Box<dyn LinkRepository + '_>;
    /// Links that freeze an account.
    fn freeze_links(&mut self) -> Box<dyn FreezeLinkRepository + '_>;
    /// Deactivations, to come and done.
    fn deactivations(&mut self) -> Box<dyn DeactivationRepository + '_>;
    /// Bulk acts.
    fn bulk(&mut self) -> Box<dyn BulkRepository + '_>;
    /// Wishes for another email address.
    fn email_changes(&mut self) -> Box<dyn EmailChangeRepository + '_>;
    /// People who are added from a file.
    fn imports(&mut self) -> Box<dyn ImportRepository + '_>;
    /// Mail that waits to be sent.
    fn mail(&mut self) -> Box<dyn MailRepository + '_>;
    /// Who did what to whom.
    fn audit(&mut self) -> Box<dyn AuditRepository + '_>;

    /// Makes everything stand that was written.
    ///
    /// # Errors
    /// If it cannot be made to stand; then none of it does.
    async fn commit(self: Box<Self>) -> Result<()>;
}
