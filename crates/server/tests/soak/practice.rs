//! A practice whose server is killed.

use crate::server::Server;
use crate::sink::Sink;
use staffroom_contract::{Secret, StaffId, StaffStatus, SystemRole, UnixSeconds};
use staffroom_server::password_hash::{Cost, PasswordHasher};
use staffroom_store::sqlite::SqliteStore;
use staffroom_store::{ListedStaff, NewStaff, StaffRecord, Store};
use std::path::Path;

/// Who manages its accounts.
pub(crate) const ADMINISTRATOR: &str = "morganm";

/// A database, a mail server, and nobody yet who works on them.
pub(crate) struct Practice {
    folder: tempfile::TempDir,
    pub(crate) sink: Sink,
    pub(crate) hasher: PasswordHasher,
}

impl Practice {
    /// A practice with an administrator and these nurses.
    pub(crate) async fn open(nurses: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sink = Sink::open().await;
        let hasher = PasswordHasher::new(Cost { memory_kib: 64, passes: 1 }, 2).unwrap();
        let practice = Self { folder, sink, hasher };
        // It makes the database and the key.
        practice.start().await.kill();
        let mut people = vec![practice.person(ADMINISTRATOR, SystemRole::OfficeManager).await];
        for nurse in nurses {
            people.push(practice.person(nurse, SystemRole::Nurse).await);
        }
        let store = practice.store().await;
        let mut transaction = store.write().await.unwrap();
        transaction.practice().put(&staffroom_store::Practice::default()).await.unwrap();
        transaction.staff().add(&people).await.unwrap();
        transaction.commit().await.unwrap();
        store.close().await;
        practice
    }

    /// Starts a server on it.
    pub(crate) async fn start(&self) -> Server {
        Server::start(self.folder(), self.sink.port).await
    }

    /// What the dead server left behind.
    pub(crate) async fn store(&self) -> SqliteStore {
        let database = self.folder().join("staffroom.db");
        SqliteStore::open(&format!("sqlite://{}", database.display())).await.unwrap()
    }

    /// Where it is kept.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    async fn person(&self, username: &str, role: SystemRole) -> NewStaff {
        let hash = self.hasher.hash(&Secret::new(first_password(username))).await.unwrap();
        let listed = ListedStaff {
            id: StaffId::new(username),
            first_name: "Somebody".to_owned(),
            last_name: username.to_owned(),
            username: username.to_owned(),
            email: Some(format!("{username}@email.xyz")),
            cell_phone: None,
            primary_provider: None,
            role: role.into(),
            status: StaffStatus::Active,
            last_sign_in_at: None,
            link_expires_at: None,
        };
        NewStaff { record: StaffRecord::new(listed), password_hash: Some(hash), created_at: UnixSeconds(0) }
    }
}

/// The password of everybody when the practice opens.
pub(crate) fn first_password(username: &str) -> String {
    format!("the first password of {username}")
}
