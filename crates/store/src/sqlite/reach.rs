//! Whom somebody reaches who is restricted to their offices: the one condition that all narrowed queries share, and the
//! same of one person.

use crate::Result;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use staffroom_contract::StaffId;

/// See [`crate::StaffRepository::is_within_reach`]. Of one person the condition is asked from their side: by [`push`],
/// SQLite would gather all whom the asker reaches.
pub(super) async fn is_within(
    connection: &mut SqliteConnection,
    asker: &StaffId,
    id: &StaffId,
) -> Result<bool> {
    let is_within = sqlx::query_scalar(
        "SELECT EXISTS (
             SELECT 1 FROM staff WHERE id = $2 AND (id = $1 OR EXISTS (
                 SELECT 1 FROM staff_office AS theirs JOIN staff_office AS own ON own.office_id = theirs.office_id
                 WHERE theirs.staff_id = $2 AND own.staff_id = $1
             ))
         )",
    );
    Ok(is_within.bind(asker.as_str()).bind(id.as_str()).fetch_one(connection).await?)
}

/// Adds the condition that the id in `column` is within the asker's reach: whoever is restricted to their offices
/// reaches themselves and those who share one with them.
pub(super) fn push(sql: &mut QueryBuilder<Sqlite>, column: &str, asker: &StaffId) {
    sql.push(column).push(" IN (SELECT ").push_bind(asker.to_string());
    sql.push(
        " UNION SELECT theirs.staff_id
             FROM staff_office AS own JOIN staff_office AS theirs ON theirs.office_id = own.office_id
             WHERE own.staff_id = ",
    );
    sql.push_bind(asker.to_string()).push(")");
}
