//! `staffroom-server audit verify`: whether the record of acts is what it was when it was written.

use crate::cli::{Failure, VerifyArgs};
use crate::config::DataFolder;
use staffroom_store::Store;
use staffroom_store::audit::chain::{self, Walk};
use staffroom_store::sqlite::ReadOnlyStore;

/// Walks along the whole record without changing the database, and says on standard output how many rows fit and what
/// the last one's hash is.
///
/// # Errors
/// The first row that does not fit, or a noted hash that no row has.
pub async fn verify(args: VerifyArgs) -> Result<(), Failure> {
    let database = args.database.unwrap_or_else(|| DataFolder::database_in(&args.data_dir));
    if !database.file().is_file() {
        let why = format!("there is no database {}", database.file().display());
        return Err(Failure::mistake("--database", why));
    }
    let opened = ReadOnlyStore::open(database.as_str())
        .await
        .map_err(|error| Failure::mistake("--database", error.to_string()))?;
    if opened.is_older {
        eprintln!("The database was written by an older version of the server, and is read as it is.");
    }
    let walk = async { chain::walk(opened.store.read().await?.as_mut(), &args.expect_head).await }.await;
    opened.close().await;
    judge(&walk?)
}

fn judge(walk: &Walk) -> Result<(), Failure> {
    let Walk { head, broken, unmet } = walk;
    let count = head.number;
    if let Some(broken) = broken {
        return Err(Failure::Other(format!("the audit log is broken: {broken}; {count} rows before it fit")));
    }
    if let Some(hash) = unmet.first() {
        let why = "rows were cut off the end, or all of them were written anew";
        return Err(Failure::Other(format!(
            "the audit log is not the one that was noted: none of its {count} rows has the hash {hash}; {why}"
        )));
    }
    println!("Rows: {count}\nHead: {}", head.hash);
    Ok(())
}
