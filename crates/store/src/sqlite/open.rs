//! Opening a database, or saying why not.

use super::SqliteStore;
use super::audit::chain_up;
use super::error::{code, primary_code};
use crate::Store;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Sqlite, SqlitePool};
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub(super) static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Marks the file as ours: "STFR". SQLite keeps it in the file's header.
const APPLICATION_ID: i64 = 0x5354_4652;

/// The length of a SQLite file's header, in bytes. Source: <https://www.sqlite.org/fileformat.html>.
const HEADER: u64 = 100;

/// How long anyone waits: for a connection, or for another process that writes.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many may read at once.
pub(super) const READERS: u32 = 4;

/// The most memory that a reader keeps pages in: what a search of 100,000 people reads. In KiB, and negative
/// because a positive number would count pages.
const READER_CACHE: &str = "-16384";

/// The same for the writer: a large import does not have to write and read its pages again and again.
const WRITER_CACHE: &str = "-65536";

/// Why a database was not opened. The words are for the person who starts the server.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL is none that this backend understands.
    #[error("the database URL must look like sqlite://path/to/staffroom.db, but is {0:?}")]
    Url(String),
    /// The file's folder is not there. Only the file itself is made.
    #[error("the folder {} for the database does not exist", .0.display())]
    NoFolder(PathBuf),
    /// The file, or its folder, may not be read and written by this user.
    #[error(
        "the database {} cannot be read and written: {reason}; check that the file, its folder, and the files \
         beside it that end in -wal and -shm belong to the user that the server runs as",
        .path.display()
    )]
    NoAccess {
        /// The file.
        path: PathBuf,
        /// What the system or SQLite says.
        reason: String,
    },
    /// There is a file, and it is no whole SQLite database. It was not touched.
    #[error(
        "the database {} is damaged, or is no database: {reason}; it was left as it is, restore a backup",
        .path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// There is a database, and another program made it. It was not touched.
    #[error("the database {} belongs to another program", .0.display())]
    NotOurs(PathBuf),
    /// An older version of the server wrote it, whose record of acts was no chain yet.
    #[error(
        "the database {} is of an older version of the server, from before the audit log was a chain; it was left as \
         it is",
        .0.display()
    )]
    Unchained(PathBuf),
    /// A newer version of the server has changed the tables since.
    #[error("the database {} was written by a newer version of the server", .0.display())]
    Newer(PathBuf),
    /// Another process holds it.
    #[error("the database {} is in use by another process", .0.display())]
    Busy(PathBuf),
    /// Anything else.
    #[error("the database {} cannot be opened: {reason}", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
}

impl SqliteStore {
    /// Opens the database that `url` names, `sqlite://path` or `sqlite:path`, and brings its tables up to
    /// date. The path is taken as it stands, without escapes and parameters. A file that is not there is
    /// made, readable by nobody else; one that is there is never replaced, and an empty one is filled.
    ///
    /// # Errors
    /// If it cannot be opened; see [`OpenError`].
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let path = path_in(url)?;
        make_ready(&path)?;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .create_if_missing(false)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("trusted_schema", "OFF");
        let reader = reader_of(options.clone());
        let writer = options
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            // What a large import grew the log to is given back.
            .pragma("journal_size_limit", "67108864")
            .pragma("cache_size", WRITER_CACHE);

        let is_ours = check(&path, &reader).await?;
        let store = Self {
            writer: pool(1).connect_lazy_with(writer),
            readers: pool(READERS).connect_lazy_with(reader),
        };
        if let Err(error) = migrate(&store.writer, is_ours).await {
            store.close().await;
            return Err(explain_migration(&path, error));
        }
        if let Err(error) = chain_up(&store.writer).await {
            store.close().await;
            return Err(OpenError::Other { path, reason: error.to_string() });
        }
        Ok(store)
    }
}

/// The same with what every connection has that only reads.
pub(super) fn reader_of(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .busy_timeout(PATIENCE)
        .pragma("trusted_schema", "OFF")
        .pragma("query_only", "ON")
        .pragma("cache_size", READER_CACHE)
}

/// Sees that the file is a whole database before anything is written to it. Whether it is ours already; if
/// not, it is empty.
pub(super) async fn check(path: &Path, reader: &SqliteConnectOptions) -> Result<bool, OpenError> {
    let explain = |error| explain(path, &error);
    let mut connection = reader.connect().await.map_err(explain)?;
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut connection)
        .await
        .map_err(explain)?;
    let application_id: i64 =
        sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut connection).await.map_err(explain)?;
    let is_ours = application_id == APPLICATION_ID;
    if !is_ours && (tables, application_id) != (0, 0) {
        return Err(OpenError::NotOurs(path.to_owned()));
    }
    let finding: String =
        sqlx::query_scalar("PRAGMA quick_check(1)").fetch_one(&mut connection).await.map_err(explain)?;
    if finding != "ok" {
        return Err(OpenError::Damaged { path: path.to_owned(), reason: finding });
    }
    connection.close().await.map_err(explain)?;
    Ok(is_ours)
}

async fn migrate(writer: &SqlitePool, is_ours: bool) -> Result<(), MigrateError> {
    if !is_ours {
        let mark = format!("PRAGMA application_id = {APPLICATION_ID}");
        sqlx::query(AssertSqlSafe(mark)).execute(writer).await?;
    }
    MIGRATIONS.run(writer).await
}

pub(super) fn pool(connections: u32) -> PoolOptions<Sqlite> {
    PoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        // A connection to a file does not go away by itself, and its prepared statements are worth keeping.
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

pub(super) fn path_in(url: &str) -> Result<PathBuf, OpenError> {
    let path = url
        .strip_prefix("sqlite://")
        .or_else(|| url.strip_prefix("sqlite:"))
        .filter(|path| !path.is_empty() && !path.contains(['?', '\0']) && *path != ":memory:")
        .ok_or_else(|| OpenError::Url(url.to_owned()))?;
    // Absolute, so that SQLite cannot take a name that begins with `file:` for a URL.
    std::path::absolute(path).map_err(|_| OpenError::Url(url.to_owned()))
}

/// Makes the file if it is not there, and sees that SQLite will neither start afresh in one that held anything nor
/// open it for reading only.
fn make_ready(path: &Path) -> Result<(), OpenError> {
    if let Some(folder) = path.parent()
        && !folder.is_dir()
    {
        return Err(OpenError::NoFolder(folder.to_owned()));
    }
    let no_access =
        |error: io::Error| OpenError::NoAccess { path: path.to_owned(), reason: error.to_string() };
    match new_file(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        made => return made.map_err(no_access),
    }
    let mut options = OpenOptions::new();
    let file = options.read(true).write(true).open(path).map_err(no_access)?;
    let damaged = |reason: &str| Err(OpenError::Damaged { path: path.to_owned(), reason: reason.to_owned() });
    match file.metadata().map_err(no_access)?.len() {
        // If it was a database once, SQLite would drop the log in which its last changes are.
        0 if has_log(path) => damaged("the file is empty, and the log beside it is not"),
        // What a first start leaves that was interrupted: nothing was put into it yet.
        0 => Ok(()),
        // SQLite takes a file of one byte for an empty one.
        1..HEADER => damaged("the file is too short"),
        _ => Ok(()),
    }
}

fn has_log(path: &Path) -> bool {
    fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// The file beside a database whose name has this ending besides.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn new_file(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    // SQLite gives the files that it makes beside the database the same permissions.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

pub(super) fn explain(path: &Path, error: &sqlx::Error) -> OpenError {
    let path = path.to_owned();
    let reason = match error.as_database_error() {
        Some(error) => error.message().to_owned(),
        None => error.to_string(),
    };
    if matches!(error, sqlx::Error::PoolTimedOut) {
        return OpenError::Busy(path);
    }
    match primary_code(error) {
        Some(code::CORRUPT | code::NOTADB) => OpenError::Damaged { path, reason },
        Some(code::PERM | code::READONLY | code::CANTOPEN) => OpenError::NoAccess { path, reason },
        Some(code::BUSY | code::LOCKED) => OpenError::Busy(path),
        _ => OpenError::Other { path, reason },
    }
}

fn explain_migration(path: &Path, error: MigrateError) -> OpenError {
    match error {
        MigrateError::VersionMissing(_) => OpenError::Newer(path.to_owned()),
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => explain(path, &error),
        error => OpenError::Other { path: path.to_owned(), reason: error.to_string() },
    }
}
