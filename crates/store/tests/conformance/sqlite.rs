//! SQLite behind the cases, and what is true of SQLite alone.

use crate::people::{START, camille, camille_id, person};
use crate::{Database, conformance};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};
use staffroom_store::sqlite::{OpenError, SqliteStore};
use staffroom_store::{StaffChanges, Store, StoreError};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub(crate) async fn empty() -> Database {
    let folder = TempDir::new().unwrap();
    let store = open(&folder.path().join("staffroom.db")).await.unwrap();
    Database::new(store, folder)
}

conformance!(crate::sqlite::empty);

pub(crate) async fn open(path: &Path) -> Result<SqliteStore, OpenError> {
    SqliteStore::open(&format!("sqlite://{}", path.display())).await
}

/// A look at the file past the store.
pub(crate) async fn look_into(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(path);
    SqliteConnection::connect_with(&options).await.unwrap()
}

/// Runs a statement past the store.
pub(crate) async fn execute(path: &Path, sql: &'static str) -> Result<(), sqlx::Error> {
    let mut connection = look_into(path).await;
    sqlx::raw_sql(sql).execute(&mut connection).await?;
    connection.close().await
}

/// The database of a practice as it was with the migrations up to this one, and with what `sql` puts into it.
pub(crate) async fn database_of(folder: &TempDir, version: i64, sql: &'static str) -> PathBuf {
    let path = folder.path().join("staffroom.db");
    fs::File::create(&path).unwrap();
    let mut migrations = sqlx::migrate!("migrations/sqlite");
    migrations.migrations =
        migrations.iter().filter(|migration| migration.version <= version).cloned().collect();
    let mut connection = look_into(&path).await;
    migrations.run(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    execute(&path, "PRAGMA application_id = 0x53544652").await.unwrap();
    execute(&path, sql).await.unwrap();
    path
}

/// Whoever asks is looked up for each request: among many people no slower than among few.
#[tokio::test]
async fn a_person_is_looked_up_without_looking_at_others() {
    let database = empty().await.with(&[camille()]).await;
    let among_few = fastest_look_up(&database).await;
    let many: Vec<_> = (0..10_000).map(|number| person(&format!("nurse{number}"), "Ada", "Nurse")).collect();
    let database = database.with(&many).await;
    let among_many = fastest_look_up(&database).await;
    assert!(among_many < among_few * 4, "{among_few:?} among few, {among_many:?} among many");
}

/// The fastest of many, which no other work of the machine has slowed down.
async fn fastest_look_up(database: &Database) -> Duration {
    let mut fastest = Duration::MAX;
    for _ in 0..200 {
        let begun = Instant::now();
        database.person("camilles").await;
        fastest = fastest.min(begun.elapsed());
    }
    fastest
}

/// A practice outlives the server: what was committed is there after a restart.
#[tokio::test]
async fn a_database_is_opened_again() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    for expected in [0, 1] {
        let store = open(&path).await.unwrap();
        let count = store.read().await.unwrap().staff().count().await.unwrap();
        assert_eq!(count, expected);
        if expected == 0 {
            let mut transaction = store.write().await.unwrap();
            transaction.staff().add(&[camille()]).await.unwrap();
            transaction.commit().await.unwrap();
        }
        store.close().await;
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(left.len(), 1, "the log was moved into the file");
    }
}

/// What was committed is there after the power went away, and what was not is not.
#[tokio::test]
async fn a_database_outlives_a_power_cut() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    let store = open(&path).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[camille()]).await.unwrap();
    transaction.commit().await.unwrap();
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[person("marcusstaff", "Marcus", "Staff")]).await.unwrap();

    let left = folder.path().join("left.db");
    for ending in ["", "-wal"] {
        let from = format!("{}{ending}", path.display());
        fs::copy(from, format!("{}{ending}", left.display())).unwrap();
    }
    let mended = open(&left).await.unwrap();
    assert_eq!(mended.read().await.unwrap().staff().count().await.unwrap(), 1);
    mended.close().await;
    drop(transaction);
    store.close().await;
}

/// Both ways to write the URL name the same file; what names none is refused before anything is made.
#[tokio::test]
async fn a_url_names_a_file() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staff room%20.db");
    open(&path).await.unwrap().close().await;
    let short = format!("sqlite:{}", path.display());
    SqliteStore::open(&short).await.unwrap().close().await;
    assert!(path.is_file());
    for url in [
        "",
        "sqlite:",
        "sqlite://",
        "sqlite::memory:",
        "sqlite://a.db?mode=rwc",
        "postgres://localhost/staffroom",
        "staffroom.db",
    ] {
        let refused = SqliteStore::open(url).await;
        assert!(matches!(refused, Err(OpenError::Url(_))), "{url}");
    }
}

/// A mistyped folder is a mistake, and no wish for a new practice.
#[tokio::test]
async fn a_folder_is_not_made() {
    let folder = TempDir::new().unwrap();
    let missing = folder.path().join("missing");
    let refused = open(&missing.join("staffroom.db")).await;
    assert!(matches!(refused, Err(OpenError::NoFolder(path)) if path == missing));
    assert!(!missing.exists());
}

/// A folder in place of the file is named, not taken for a database.
#[tokio::test]
async fn a_folder_is_no_database() {
    let folder = TempDir::new().unwrap();
    let refused = open(folder.path()).await;
    assert!(matches!(refused, Err(OpenError::NoAccess { .. })), "{refused:?}");
}

/// The file holds password hashes: nobody else on the machine reads it or what SQLite keeps beside it.
#[cfg(unix)]
#[tokio::test]
async fn a_new_database_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let store = open(&folder.path().join("staffroom.db")).await.unwrap();
    let mut files = 0;
    for file in fs::read_dir(folder.path()).unwrap() {
        let mode = file.unwrap().metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        files += 1;
    }
    assert_eq!(files, 3, "the file, its log and the log's index");
    store.close().await;
}

/// A damaged file is left as it is, for whoever can mend it; no empty practice takes its place.
#[tokio::test]
async fn a_damaged_database_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let whole = folder.path().join("whole.db");
    let store = open(&whole).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[camille()]).await.unwrap();
    transaction.commit().await.unwrap();
    store.close().await;

    let whole = fs::read(&whole).unwrap();
    let without_header = [&[b'x'; 64][..], &whole[64..]].concat();
    let with_hole = whole.iter().enumerate().map(|(at, byte)| if at < 8192 { *byte } else { 0xa5 });
    for (name, damaged) in [
        ("byte.db", vec![0]),
        ("text.db", b"This is no database, but a text.".repeat(200)),
        ("header.db", without_header),
        ("hole.db", with_hole.collect()),
        ("short.db", whole[..whole.len() / 2].to_vec()),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, &damaged).unwrap();
        let refused = open(&path).await;
        assert!(matches!(refused, Err(OpenError::Damaged { .. })), "{name}: {refused:?}");
        let words = refused.unwrap_err().to_string();
        assert!(words.contains(name) && words.lines().count() == 1, "{words}");
        assert!(fs::read(&path).unwrap() == damaged, "{name}");
    }
}

/// A start that was interrupted before anything was kept does not stand in the way of the next one.
#[tokio::test]
async fn an_empty_file_is_a_new_database() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    fs::write(&path, "").unwrap();
    let store = open(&path).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[camille()]).await.unwrap();
    transaction.commit().await.unwrap();
    store.close().await;
    let again = open(&path).await.unwrap();
    assert_eq!(again.read().await.unwrap().staff().count().await.unwrap(), 1);
    again.close().await;
}

/// A file that lost all it held is no new database: what its log still has is left for whoever can mend it.
#[tokio::test]
async fn an_empty_file_with_a_log_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    let store = open(&path).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    transaction.staff().add(&[camille()]).await.unwrap();
    transaction.commit().await.unwrap();
    let (left, log) = (folder.path().join("left.db"), folder.path().join("left.db-wal"));
    fs::write(&left, "").unwrap();
    fs::copy(folder.path().join("staffroom.db-wal"), &log).unwrap();
    store.close().await;

    let before = fs::read(&log).unwrap();
    let refused = open(&left).await;
    assert!(matches!(refused, Err(OpenError::Damaged { .. })), "{refused:?}");
    assert!(fs::read(&log).unwrap() == before);
    assert!(fs::read(&left).unwrap().is_empty());
}

/// Another program's database is not filled with our tables.
#[tokio::test]
async fn a_database_of_another_program_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("other.db");
    fs::File::create(&path).unwrap();
    execute(&path, "CREATE TABLE bookmark (url TEXT)").await.unwrap();
    let before = fs::read(&path).unwrap();
    let refused = open(&path).await;
    assert!(matches!(refused, Err(OpenError::NotOurs(_))), "{refused:?}");
    assert!(fs::read(&path).unwrap() == before);
}

/// An older server does not work on tables that it does not know.
#[tokio::test]
async fn a_newer_database_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    open(&path).await.unwrap().close().await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (9999, 'from the future', TRUE, x'00', 0)";
    execute(&path, newer).await.unwrap();
    let refused = open(&path).await;
    assert!(matches!(refused, Err(OpenError::Newer(_))), "{refused:?}");
}

/// A second process that writes is waited for; one that does not finish is an error that can be tried again.
#[tokio::test]
async fn a_database_held_by_another_process_is_busy() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    let store = open(&path).await.unwrap();
    let mut other = look_into(&path).await;
    sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let refused = store.write().await;
    assert!(matches!(refused, Err(StoreError::Busy)));
    assert_eq!(store.read().await.unwrap().staff().count().await.unwrap(), 0);
    sqlx::raw_sql("COMMIT").execute(&mut other).await.unwrap();
    assert!(store.write().await.is_ok());
    other.close().await.unwrap();
    store.close().await;
}

/// A reading transaction cannot write, not even by mistake.
#[tokio::test]
async fn a_reader_cannot_write() {
    let database = empty().await;
    let mut reader = database.read().await;
    assert!(reader.staff().add(&[camille()]).await.is_err());
}

/// The search index says the same as the texts that it was made from, after additions and edits.
#[tokio::test]
async fn the_search_index_agrees_with_its_texts() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("staffroom.db");
    let store = open(&path).await.unwrap();
    let mut transaction = store.write().await.unwrap();
    let mut staff = transaction.staff();
    let people = [camille(), person("marcusstaff", "Marcus", "Staff")];
    staff.add(&people).await.unwrap();
    for (version, last_name) in [(1, "Núñez"), (2, "Nurse"), (3, "Nurse")] {
        let changes = StaffChanges { last_name: Some(last_name.to_owned()), ..StaffChanges::default() };
        staff.update(&camille_id(), version, &changes, START).await.unwrap();
    }
    drop(staff);
    transaction.commit().await.unwrap();
    store.close().await;
    let check = "INSERT INTO staff_search_index (staff_search_index, rank) VALUES ('integrity-check', 1)";
    execute(&path, check).await.unwrap();
}
