//! The practice's database as a SQLite file.
//!
//! One connection writes, several read beside it: in the write-ahead log neither waits for the other. Every
//! writing transaction begins with `BEGIN IMMEDIATE`. One that began by reading would fail at its first write
//! if another had committed in between, whatever the timeout.
//!
//! One file per repository. Statements are written with `$1` for parameters and without what only SQLite
//! knows, wherever that is possible, so that their PostgreSQL counterparts can be read beside them.

mod audit;
mod bulk;
mod deactivation;
mod email_change;
mod error;
mod failed_sign_in;
mod familiar_address;
mod freeze_link;
mod import;
mod link;
mod mail;
mod office;
mod open;
mod open_read_only;
mod practice;
mod reach;
mod role;
mod sealed_pin;
mod session;
mod staff;
mod stored_text;

pub use open::OpenError;
pub use open_read_only::ReadOnlyStore;

use crate::{
    AuditRepository, BulkRepository, DeactivationRepository, EmailChangeRepository, FailedSignInRepository,
    FamiliarAddressRepository, FreezeLinkRepository, ImportRepository, LinkRepository, MailRepository,
    OfficeRepository, PracticeRepository, Result, RoleRepository, SealedPinRepository, SessionRepository,
    StaffRepository, Store, Transaction,
};
use async_trait::async_trait;
use audit::SqliteAudit;
use bulk::SqliteBulk;
use deactivation::SqliteDeactivations;
use email_change::SqliteEmailChanges;
use failed_sign_in::SqliteFailedSignIns;
use familiar_address::SqliteFamiliarAddresses;
use freeze_link::SqliteFreezeLinks;
use import::SqliteImports;
use link::SqliteLinks;
use mail::SqliteMail;
use office::SqliteOffices;
use practice::SqlitePractice;
use role::SqliteRoles;
use sealed_pin::SqliteSealedPins;
use session::SqliteSessions;
use sqlx::{Sqlite, SqlitePool};
use staff::SqliteStaff;

/// A practice's database in one SQLite file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

#[async_trait]
impl Store for SqliteStore {
    async fn read(&self) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(SqliteTransaction(self.readers.begin().await?)))
    }

    async fn write(&self) -> Result<Box<dyn Transaction>> {
        Ok(Box::new(SqliteTransaction(self.writer.begin_with("BEGIN IMMEDIATE").await?)))
    }

    async fn close(&self) {
        self.readers.close().await;
        // The last to close moves what stands in the write-ahead log into the file itself, if it may write.
        self.writer.close().await;
    }
}

struct SqliteTransaction(sqlx::Transaction<'static, Sqlite>);

#[async_trait]
impl Transaction for SqliteTransaction {
    fn practice(&mut self) -> Box<dyn PracticeRepository + '_> {
        Box::new(SqlitePractice(&mut self.0))
    }

    fn offices(&mut self) -> Box<dyn OfficeRepository + '_> {
        Box::new(SqliteOffices(&mut self.0))
    }

    fn staff(&mut self) -> Box<dyn StaffRepository + '_> {
        Box::new(SqliteStaff(&mut self.0))
    }

    fn sealed_pins(&mut self) -> Box<dyn SealedPinRepository + '_> {
        Box::new(SqliteSealedPins(&mut self.0))
    }

    fn roles(&mut self) -> Box<dyn RoleRepository + '_> {
        Box::new(SqliteRoles(&mut self.0))
    }

    fn sessions(&mut self) -> Box<dyn SessionRepository + '_> {
        Box::new(SqliteSessions(&mut self.0))
    }

    fn failed_sign_ins(&mut self) -> Box<dyn FailedSignInRepository + '_> {
        Box::new(SqliteFailedSignIns(&mut self.0))
    }

    fn familiar_addresses(&mut self) -> Box<dyn FamiliarAddressRepository + '_> {
        Box::new(SqliteFamiliarAddresses(&mut self.0))
    }

    fn links(&mut self) -> Box<dyn LinkRepository + '_> {
        Box::new(SqliteLinks(&mut self.0))
    }

    fn freeze_links(&mut self) -> Box<dyn FreezeLinkRepository + '_> {
        Box::new(SqliteFreezeLinks(&mut self.0))
    }

    fn deactivations(&mut self) -> Box<dyn DeactivationRepository + '_> {
        Box::new(SqliteDeactivations(&mut self.0))
    }

    fn bulk(&mut self) -> Box<dyn BulkRepository + '_> {
        Box::new(SqliteBulk(&mut self.0))
    }

    fn email_changes(&mut self) -> Box<dyn EmailChangeRepository + '_> {
        Box::new(SqliteEmailChanges(&mut self.0))
    }

    fn imports(&mut self) -> Box<dyn ImportRepository + '_> {
        Box::new(SqliteImports(&mut self.0))
    }

    fn mail(&mut self) -> Box<dyn MailRepository + '_> {
        Box::new(SqliteMail(&mut self.0))
    }

    fn audit(&mut self) -> Box<dyn AuditRepository + '_> {
        Box::new(SqliteAudit(&mut self.0))
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        Ok(self.0.commit().await?)
    }
}
