//! What SQLite's errors mean to the rest of the server.

use crate::StoreError;
use sqlx::error::DatabaseError;
use staffroom_contract::field::name;

/// SQLite's result codes, as far as they are told apart. Source: <https://www.sqlite.org/rescode.html>.
pub(super) mod code {
    pub(in crate::sqlite) const PERM: i32 = 3;
    pub(in crate::sqlite) const BUSY: i32 = 5;
    pub(in crate::sqlite) const LOCKED: i32 = 6;
    pub(in crate::sqlite) const READONLY: i32 = 8;
    pub(in crate::sqlite) const CORRUPT: i32 = 11;
    pub(in crate::sqlite) const CANTOPEN: i32 = 14;
    pub(in crate::sqlite) const NOTADB: i32 = 26;
}

/// The primary result code; the extended one says more than anyone here needs to know.
pub(super) fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let extended: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(extended & 0xff)
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let taken =
            error.as_database_error().filter(|error| error.is_unique_violation()).and_then(taken_field);
        if let Some(field) = taken {
            return Self::Conflict { field };
        }
        let is_busy = matches!(error, sqlx::Error::PoolTimedOut)
            || matches!(primary_code(&error), Some(code::BUSY | code::LOCKED));
        if is_busy { Self::Busy } else { Self::Database(Box::new(error)) }
    }
}

/// SQLite names the columns and not the constraint: `UNIQUE constraint failed: staff.username_key`.
fn taken_field(error: &dyn DatabaseError) -> Option<&'static str> {
    match error.message().rsplit_once(": ")?.1 {
        "staff.username_key" => Some(name::USERNAME),
        "staff.email_key" => Some(name::EMAIL),
        "role.name_key" => Some(name::ROLE_NAME),
        "office.name_key" => Some(name::NAME),
        _ => None,
    }
}
