//! Opening a database only to read it: a backup stays the backup that it is.

use super::SqliteStore;
use super::error::primary_code;
use super::open::{MIGRATIONS, OpenError, READERS, beside, check, explain, path_in, pool, reader_of};
use crate::Store;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The migration that made the record of acts a chain.
const CHAINED: i64 = 2;

/// SQLite's code for a statement that does not fit the tables.
const ERROR: i32 = 1;

/// A database that is open for reading only. What is left of it goes away when it is closed and dropped.
#[derive(Debug)]
pub struct ReadOnlyStore {
    /// The database; nothing can be written to it.
    pub store: SqliteStore,
    /// Whether an older version of the server wrote it, with another form of its tables.
    pub is_older: bool,
    copy: Option<TempDir>,
}

impl ReadOnlyStore {
    /// Opens the database that `url` names as it stands. Neither it nor its folder is changed; one that a server has
    /// open is read beside it.
    ///
    /// # Errors
    /// If it cannot be opened, is of a newer form, or is so old that its record of acts was no chain yet; see
    /// [`OpenError`].
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let path = path_in(url)?;
        let (options, copy) = without_a_trace(&path)?;
        let reader = reader_of(options.create_if_missing(false));
        if !check(&path, &reader).await? {
            return Err(OpenError::NotOurs(path));
        }
        let readers = pool(READERS).connect_lazy_with(reader.clone());
        let store = SqliteStore { writer: pool(1).connect_lazy_with(reader), readers };
        match is_older(&path, &store.readers).await {
            Ok(is_older) => Ok(Self { store, is_older, copy }),
            Err(error) => {
                store.close().await;
                Err(error)
            }
        }
    }

    /// Closes every connection.
    pub async fn close(self) {
        self.store.close().await;
        drop(self.copy);
    }
}

/// How to read the file without making any beside it. SQLite makes an index of the write-ahead log when it reads one,
/// and would leave it there: so it reads a log that nobody indexes in a copy, and where there is none it takes the file
/// for one that nobody writes.
fn without_a_trace(path: &Path) -> Result<(SqliteConnectOptions, Option<TempDir>), OpenError> {
    let options = SqliteConnectOptions::new().read_only(true);
    let (log, index) = (beside(path, "-wal"), beside(path, "-shm"));
    if index.exists() {
        return Ok((options.filename(path), None));
    }
    if fs::metadata(&log).is_ok_and(|log| log.len() > 0) {
        let (folder, copy) = copy(path, &log)
            .map_err(|error| OpenError::NoAccess { path: path.to_owned(), reason: error.to_string() })?;
        return Ok((options.filename(copy), Some(folder)));
    }
    Ok((options.filename(path).immutable(true), None))
}

fn copy(path: &Path, log: &Path) -> std::io::Result<(TempDir, PathBuf)> {
    let folder = TempDir::new()?;
    let copy = folder.path().join("copy.db");
    fs::copy(path, &copy)?;
    fs::copy(log, beside(&copy, "-wal"))?;
    Ok((folder, copy))
}

/// Whether some migrations are missing. None may be there that we do not know, or missing that the record of acts
/// needs.
async fn is_older(path: &Path, readers: &SqlitePool) -> Result<bool, OpenError> {
    let applied: Result<Vec<i64>, _> =
        sqlx::query_scalar("SELECT version FROM _sqlx_migrations").fetch_all(readers).await;
    let applied: BTreeSet<_> = match applied {
        Ok(applied) => applied.into_iter().collect(),
        Err(error) if primary_code(&error) == Some(ERROR) => BTreeSet::new(),
        Err(error) => return Err(explain(path, &error)),
    };
    let known: BTreeSet<_> = MIGRATIONS.iter().map(|migration| migration.version).collect();
    if !applied.is_subset(&known) {
        return Err(OpenError::Newer(path.to_owned()));
    }
    let is_waiting: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'audit_event_unchained')",
    )
    .fetch_one(readers)
    .await
    .map_err(|error| explain(path, &error))?;
    if !applied.contains(&CHAINED) || is_waiting {
        return Err(OpenError::Unchained(path.to_owned()));
    }
    Ok(applied.len() < known.len())
}
