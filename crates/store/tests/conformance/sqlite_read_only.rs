//! A SQLite database that is only looked at.

use crate::people::camille;
use crate::sqlite::{execute, open};
use sqlx::Connection;
use staffroom_store::sqlite::{OpenError, ReadOnlyStore};
use staffroom_store::{NewStaff, Store};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

async fn read_only(path: &Path) -> Result<ReadOnlyStore, OpenError> {
    ReadOnlyStore::open(&format!("sqlite://{}", path.display())).await
}

/// A closed database with one person.
async fn backup(folder: &TempDir) -> PathBuf {
    let path = folder.path().join("backup.db");
    let store = open(&path).await.unwrap();
    add(&store, camille()).await;
    store.close().await;
    path
}

async fn add(store: &impl Store, person: NewStaff) {
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[person]).await.unwrap();
    transaction.commit().await.unwrap();
}

async fn count(read_only: &ReadOnlyStore) -> u64 {
    read_only.store.read().await.unwrap().staff().count().await.unwrap()
}

/// Every file of a folder.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().path()).map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// A backup is read without a change to it, and nothing is left beside it.
#[tokio::test]
async fn a_backup_is_read_without_a_trace() {
    let folder = TempDir::new().unwrap();
    let path = backup(&folder).await;
    let before = files(folder.path());
    let database = read_only(&path).await.unwrap();
    assert_eq!((count(&database).await, database.is_older), (1, false));
    assert!(database.store.write().await.is_err(), "nothing can be written");
    database.close().await;
    assert!(files(folder.path()) == before);
}

/// What stands in a log that was copied with the file counts, and both stay as they are.
#[tokio::test]
async fn a_log_beside_a_backup_is_read_too() {
    let folder = TempDir::new().unwrap();
    let source = folder.path().join("source.db");
    let store = open(&source).await.unwrap();
    add(&store, camille()).await;
    let copies = TempDir::new().unwrap();
    let copy = copies.path().join("copy.db");
    for ending in ["", "-wal"] {
        fs::copy(format!("{}{ending}", source.display()), format!("{}{ending}", copy.display())).unwrap();
    }
    store.close().await;
    let before = files(copies.path());
    assert_eq!(before.len(), 2);
    let database = read_only(&copy).await.unwrap();
    assert_eq!(count(&database).await, 1);
    database.close().await;
    assert!(files(copies.path()) == before);
}

/// A database that a server has open is read beside it, and the server goes on.
#[tokio::test]
async fn a_database_in_use_is_read_beside_its_server() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    let store = open(&path).await.unwrap();
    add(&store, camille()).await;
    let database = read_only(&path).await.unwrap();
    assert_eq!(count(&database).await, 1);
    database.close().await;
    add(&store, crate::people::person("marcusstaff", "Marcus", "Staff")).await;
    store.close().await;
    assert_eq!(files(folder.path()).len(), 1);
}

/// An older form is read as it is and not brought up to date; a newer one, and one whose record was no chain yet, are
/// left alone.
#[tokio::test]
async fn the_form_of_a_database_is_told() {
    let older = "DELETE FROM _sqlx_migrations WHERE version = (SELECT max(version) FROM _sqlx_migrations)";
    let folder = TempDir::new().unwrap();
    let path = backup(&folder).await;
    execute(&path, older).await.unwrap();
    let before = files(folder.path());
    let database = read_only(&path).await.unwrap();
    assert_eq!((count(&database).await, database.is_older), (1, true));
    database.close().await;
    assert!(files(folder.path()) == before);

    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (9999, 'from the future', TRUE, x'00', 0)";
    execute(&path, newer).await.unwrap();
    let refused = read_only(&path).await;
    assert!(matches!(refused, Err(OpenError::Newer(_))), "{refused:?}");
    execute(&path, "DELETE FROM _sqlx_migrations WHERE version > 1").await.unwrap();
    let refused = read_only(&path).await;
    assert!(matches!(refused, Err(OpenError::Unchained(_))), "{refused:?}");
}

/// What is no database of ours is left alone.
#[tokio::test]
async fn a_foreign_file_is_not_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("foreign.db");
    assert!(matches!(read_only(&path).await, Err(OpenError::NoAccess { .. })));
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(&path).create_if_missing(true);
    let mut foreign = sqlx::SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql("CREATE TABLE foreign_table (a)").execute(&mut foreign).await.unwrap();
    foreign.close().await.unwrap();
    assert!(matches!(read_only(&path).await, Err(OpenError::NotOurs(_))));
    fs::write(&path, "no database at all, but long enough".repeat(9)).unwrap();
    assert!(matches!(read_only(&path).await, Err(OpenError::Damaged { .. })));
}
