//! A database that a test can look into: it remembers which acts stand in its record, and fails on request.

use async_trait::async_trait;
use staffroom_store::audit::chain::Head;
use staffroom_store::{
    AuditList, AuditQuery, AuditRecord, AuditRepository, BulkRepository, DeactivationRepository,
    EmailChangeRepository, FailedSignInRepository, FamiliarAddressRepository, FreezeLinkRepository,
    ImportRepository, LinkRepository, MailRepository, NewAuditEvent, OfficeRepository, OwnAuditQuery,
    PracticeRepository, Result, RoleRepository, SealedPinRepository, SessionRepository, StaffRepository,
    Store, StoreError, Transaction,
};
use std::pin::Pin;
use std::sync::{Arc, Mutex};

/// What goes wrong with the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody may write, since somebody else does.
    BusyWriting,
    /// Nothing can be read or written.
    Broken,
    /// Only the record cannot be written.
    NoRecord,
    /// Only what this person does, or what has this word in its details, cannot be recorded.
    NoRecordOf(&'static str),
    /// What is recorded cannot be committed.
    NoCommit,
    /// It is committed, and said to have failed.
    CommitUnheard,
}

/// What a test sees of the database, and does to it.
#[derive(Default)]
pub(crate) struct Watch {
    recorded: Mutex<Vec<NewAuditEvent>>,
    fault: Mutex<Option<Fault>>,
    before_next_write: Mutex<Option<Pin<Box<dyn Future<Output = ()> + Send>>>>,
}

impl Watch {
    /// The acts that stand in the record.
    pub(crate) fn recorded(&self) -> Vec<NewAuditEvent> {
        self.recorded.lock().unwrap().clone()
    }

    /// Breaks the database, or mends it.
    pub(crate) fn set_fault(&self, fault: Option<Fault>) {
        *self.fault.lock().unwrap() = fault;
    }

    /// Has something happen once somebody wants to write, right before they may.
    pub(crate) fn before_next_write(&self, event: impl Future<Output = ()> + Send + 'static) {
        *self.before_next_write.lock().unwrap() = Some(Box::pin(event));
    }

    fn fault(&self) -> Option<Fault> {
        *self.fault.lock().unwrap()
    }
}

/// A database under watch.
pub(crate) struct WatchedStore<S> {
    pub(crate) store: S,
    pub(crate) watch: Arc<Watch>,
}

impl<S> WatchedStore<S> {
    fn watched(&self, inner: Box<dyn Transaction>) -> Box<dyn Transaction> {
        Box::new(WatchedTransaction { inner, written: Vec::new(), watch: Arc::clone(&self.watch) })
    }
}

fn broken<T>() -> Result<T> {
    Err(StoreError::Database("disk I/O error in /var/lib/staffroom.db".into()))
}

#[async_trait]
impl<S: Store> Store for WatchedStore<S> {
    async fn read(&self) -> Result<Box<dyn Transaction>> {
        if self.watch.fault() == Some(Fault::Broken) {
            return broken();
        }
        Ok(self.watched(self.store.read().await?))
    }

    async fn write(&self) -> Result<Box<dyn Transaction>> {
        let event = self.watch.before_next_write.lock().unwrap().take();
        if let Some(event) = event {
            event.await;
        }
        match self.watch.fault() {
            Some(Fault::Broken) => broken(),
            Some(Fault::BusyWriting) => Err(StoreError::Busy),
            Some(Fault::NoRecord | Fault::NoRecordOf(_) | Fault::NoCommit | Fault::CommitUnheard) | None => {
                Ok(self.watched(self.store.write().await?))
            }
        }
    }

    async fn close(&self) {
        self.store.close().await;
    }
}

struct WatchedTransaction {
    inner: Box<dyn Transaction>,
    written: Vec<NewAuditEvent>,
    watch: Arc<Watch>,
}

#[async_trait]
impl Transaction for WatchedTransaction {
    fn practice(&mut self) -> Box<dyn PracticeRepository + '_> {
        self.inner.practice()
    }

    fn offices(&mut self) -> Box<dyn OfficeRepository + '_> {
        self.inner.offices()
    }

    fn staff(&mut self) -> Box<dyn StaffRepository + '_> {
        self.inner.staff()
    }

    fn sealed_pins(&mut self) -> Box<dyn SealedPinRepository + '_> {
        self.inner.sealed_pins()
    }

    fn roles(&mut self) -> Box<dyn RoleRepository + '_> {
        self.inner.roles()
    }

    fn sessions(&mut self) -> Box<dyn SessionRepository + '_> {
        self.inner.sessions()
    }

    fn failed_sign_ins(&mut self) -> Box<dyn FailedSignInRepository + '_> {
        self.inner.failed_sign_ins()
    }

    fn familiar_addresses(&mut self) -> Box<dyn FamiliarAddressRepository + '_> {
        self.inner.familiar_addresses()
    }

    fn links(&mut self) -> Box<dyn LinkRepository + '_> {
        self.inner.links()
    }

    fn freeze_links(&mut self) -> Box<dyn FreezeLinkRepository + '_> {
        self.inner.freeze_links()
    }

    fn deactivations(&mut self) -> Box<dyn DeactivationRepository + '_> {
        self.inner.deactivations()
    }

    fn bulk(&mut self) -> Box<dyn BulkRepository + '_> {
        self.inner.bulk()
    }

    fn email_changes(&mut self) -> Box<dyn EmailChangeRepository + '_> {
        self.inner.email_changes()
    }

    fn imports(&mut self) -> Box<dyn ImportRepository + '_> {
        self.inner.imports()
    }

    fn mail(&mut self) -> Box<dyn MailRepository + '_> {
        self.inner.mail()
    }

    fn audit(&mut self) -> Box<dyn AuditRepository + '_> {
        let fault = self.watch.fault();
        Box::new(WatchedAudit { inner: self.inner.audit(), written: &mut self.written, fault })
    }

    async fn commit(self: Box<Self>) -> Result<()> {
        let fault = self.watch.fault();
        if fault == Some(Fault::NoCommit) && !self.written.is_empty() {
            return broken();
        }
        self.inner.commit().await?;
        self.watch.recorded.lock().unwrap().extend(self.written);
        if fault == Some(Fault::CommitUnheard) { broken() } else { Ok(()) }
    }
}

struct WatchedAudit<'t> {
    inner: Box<dyn AuditRepository + 't>,
    written: &'t mut Vec<NewAuditEvent>,
    fault: Option<Fault>,
}

#[async_trait]
impl AuditRepository for WatchedAudit<'_> {
    async fn append(&mut self, event: &NewAuditEvent) -> Result<()> {
        let is_broken = match self.fault {
            Some(Fault::NoRecord) => true,
            Some(Fault::NoRecordOf(what)) => {
                event.actor.as_ref().is_some_and(|actor| actor.as_str() == what)
                    || event.details.contains(what)
            }
            _ => false,
        };
        if is_broken {
            return broken();
        }
        self.inner.append(event).await?;
        self.written.push(event.clone());
        Ok(())
    }

    async fn list(&mut self, query: &AuditQuery) -> Result<AuditList> {
        self.inner.list(query).await
    }

    async fn list_own(&mut self, query: &OwnAuditQuery) -> Result<AuditList> {
        self.inner.list_own(query).await
    }

    async fn following(&mut self, after: i64, limit: u32) -> Result<Vec<AuditRecord>> {
        self.inner.following(after, limit).await
    }

    async fn head(&mut self) -> Result<Head> {
        self.inner.head().await
    }
}
