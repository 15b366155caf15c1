//! Rows from before there was a chain: they are sealed once, in their order, with the names of today.

use super::{insert, person};
use crate::Result;
use crate::audit::AuditRecord;
use sqlx::{Row, SqliteConnection, SqlitePool};
use staffroom_contract::{StaffId, UnixSeconds};

/// How many rows are read at once.
const BATCH: i64 = 1000;

/// Takes over the rows that the migration set aside, if it did, all or none.
pub(in crate::sqlite) async fn chain_up(writer: &SqlitePool) -> Result<()> {
    let mut transaction = writer.begin_with("BEGIN IMMEDIATE").await?;
    let waiting: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'audit_event_unchained')",
    )
    .fetch_one(&mut *transaction)
    .await?;
    if !waiting {
        return Ok(());
    }
    let mut after = 0;
    while let Some(last) = chain_batch(&mut transaction, after).await? {
        after = last;
    }
    sqlx::query("DROP TABLE audit_event_unchained").execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// Takes over the next rows; the number of the last of them.
async fn chain_batch(connection: &mut SqliteConnection, after: i64) -> Result<Option<i64>> {
    let rows = sqlx::query(
        "SELECT number, event, at, actor, subject, details, request_id,
             CASE event WHEN 'sign_in_failed' THEN 'wrong_credentials' END AS refused_as
         FROM audit_event_unchained WHERE number > $1 ORDER BY number LIMIT $2",
    )
    .bind(after)
    .bind(BATCH)
    .fetch_all(&mut *connection)
    .await?;
    for row in &rows {
        let actor = row.try_get::<Option<String>, _>("actor")?.map(StaffId::new);
        let subject = row.try_get::<Option<String>, _>("subject")?.map(StaffId::new);
        let record = AuditRecord {
            number: 0,
            at: UnixSeconds(row.try_get("at")?),
            event: row.try_get("event")?,
            actor: person(connection, actor.as_ref()).await?,
            subject: person(connection, subject.as_ref()).await?,
            refused_as: row.try_get("refused_as")?,
            details: row.try_get("details")?,
            address: None,
            user_agent: None,
            request_id: row.try_get("request_id")?,
            hash: Vec::new(),
        };
        insert(connection, record).await?;
    }
    Ok(rows.last().map(|row| row.try_get("number")).transpose()?)
}
