//! Who works where, and whom somebody sees who is restricted to their offices.

use crate::Result;
use crate::sqlite::reach;
use crate::staff_list::StaffFilter;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use staffroom_contract::{OfficeId, StaffId};

/// Adds what a filter demands of where people work; `column` has their ids.
pub(super) fn push_conditions(sql: &mut QueryBuilder<Sqlite>, column: &str, filter: &StaffFilter) {
    if let Some(asker) = &filter.within_reach_of {
        push_reach(sql, column, asker);
    }
    if let Some(office) = &filter.office {
        sql.push(" AND ").push(column);
        sql.push(" IN (SELECT staff_id FROM staff_office WHERE office_id = ").push_bind(office.to_string());
        sql.push(")");
    }
}

fn push_reach(sql: &mut QueryBuilder<Sqlite>, column: &str, asker: &StaffId) {
    sql.push(" AND ");
    reach::push(sql, column, asker);
}

/// Keeps where some people work.
pub(super) async fn add(connection: &mut SqliteConnection, pairs: &[(&StaffId, &OfficeId)]) -> Result<()> {
    /// How many rows one statement adds.
    const BATCH: usize = 1_000;
    for batch in pairs.chunks(BATCH) {
        let mut sql = QueryBuilder::new("INSERT INTO staff_office (staff_id, office_id) ");
        sql.push_values(batch, |mut row, (staff_id, office_id)| {
            row.push_bind(staff_id.as_str()).push_bind(office_id.as_str());
        });
        sql.push(" ON CONFLICT DO NOTHING");
        sql.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// Keeps where one person works from now on.
pub(super) async fn replace(
    connection: &mut SqliteConnection,
    id: &StaffId,
    offices: &[OfficeId],
) -> Result<()> {
    sqlx::query("DELETE FROM staff_office WHERE staff_id = $1")
        .bind(id.as_str())
        .execute(&mut *connection)
        .await?;
    let pairs: Vec<_> = offices.iter().map(|office| (id, office)).collect();
    add(connection, &pairs).await
}
