use super::reach;
use super::stored_text::{self, StoredText};
use crate::KeptSource;
use crate::Result;
use crate::bulk::{BulkCounts, BulkItem, BulkItemQuery, BulkPerson, BulkRecord, BulkRepository, NewBulk};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use staffroom_contract::{BulkAct, BulkId, BulkReason, BulkState, StaffId, UnixSeconds};

pub(super) struct SqliteBulk<'t>(pub(super) &'t mut SqliteConnection);

/// How many people stand in one statement: four parameters each, of the 32,766 that SQLite takes.
const AT_ONCE: usize = 1_000;

/// Selects bulk acts.
macro_rules! select_bulk {
    ($rest:literal) => {
        concat!(
            "SELECT id, act, begun_by, credential_version, address, user_agent, request_id, request_hash,
                 begun_at, finished_at
             FROM bulk ",
            $rest
        )
    };
}

#[async_trait]
impl BulkRepository for SqliteBulk<'_> {
    async fn begin(&mut self, bulk: &NewBulk, people: &[BulkPerson]) -> Result<()> {
        sqlx::query(
            "INSERT INTO bulk (id, act, begun_by, credential_version, address, user_agent, request_id,
                 idempotency_key, request_hash, begun_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(bulk.id.as_str())
        .bind(Json(&bulk.act))
        .bind(bulk.begun_by.as_str())
        .bind(bulk.credential_version.cast_signed())
        .bind(&bulk.source.address)
        .bind(&bulk.source.user_agent)
        .bind(&bulk.source.request_id)
        .bind(&bulk.idempotency_key)
        .bind(&bulk.request_hash[..])
        .bind(bulk.begun_at.0)
        .execute(&mut *self.0)
        .await?;
        let mut number = 0_u32;
        for some in people.chunks(AT_ONCE) {
            let mut sql =
                QueryBuilder::new("INSERT INTO bulk_item (bulk_id, number, staff_id, full_name, state) ");
            sql.push_values(some, |mut row, person| {
                number += 1;
                row.push_bind(bulk.id.as_str()).push_bind(number);
                row.push_bind(person.staff_id.as_str()).push_bind(&person.full_name).push("'waiting'");
            });
            sql.build().execute(&mut *self.0).await?;
        }
        Ok(())
    }

    async fn get(&mut self, id: &BulkId) -> Result<Option<BulkRecord>> {
        let row =
            sqlx::query(select_bulk!("WHERE id = $1")).bind(id.as_str()).fetch_optional(&mut *self.0).await?;
        Ok(row.as_ref().map(bulk_in).transpose()?)
    }

    async fn counts(&mut self, id: &BulkId) -> Result<BulkCounts> {
        let rows =
            sqlx::query("SELECT state, count(*) AS people FROM bulk_item WHERE bulk_id = $1 GROUP BY state")
                .bind(id.as_str())
                .fetch_all(&mut *self.0)
                .await?;
        let mut counts = BulkCounts::default();
        for row in &rows {
            let count = match stored_text::get(row, "state")? {
                BulkState::Waiting => &mut counts.waiting,
                BulkState::Done => &mut counts.done,
                BulkState::LeftOut => &mut counts.left_out,
                BulkState::Failed => &mut counts.failed,
                BulkState::Stopped => &mut counts.stopped,
            };
            *count = row.try_get("people")?;
        }
        Ok(counts)
    }

    async fn find_by_idempotency_key(&mut self, begun_by: &StaffId, key: &str) -> Result<Option<BulkRecord>> {
        let row = sqlx::query(select_bulk!("WHERE begun_by = $1 AND idempotency_key = $2"))
            .bind(begun_by.as_str())
            .bind(key)
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(bulk_in).transpose()?)
    }

    async fn list_of(&mut self, begun_by: &StaffId, limit: u32) -> Result<Vec<BulkRecord>> {
        let rows = sqlx::query(select_bulk!("WHERE begun_by = $1 ORDER BY number DESC LIMIT $2"))
            .bind(begun_by.as_str())
            .bind(limit)
            .fetch_all(&mut *self.0)
            .await?;
        Ok(rows.iter().map(bulk_in).collect::<Result<_, _>>()?)
    }

    async fn running(&mut self) -> Result<Vec<BulkId>> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT id FROM bulk WHERE finished_at IS NULL ORDER BY number")
                .fetch_all(&mut *self.0)
                .await?;
        Ok(ids.into_iter().map(BulkId::new).collect())
    }

    async fn running_of(&mut self, begun_by: &StaffId) -> Result<Option<BulkId>> {
        let id: Option<String> =
            sqlx::query_scalar("SELECT id FROM bulk WHERE begun_by = $1 AND finished_at IS NULL")
                .bind(begun_by.as_str())
                .fetch_optional(&mut *self.0)
                .await?;
        Ok(id.map(BulkId::new))
    }

    async fn next_waiting(&mut self, id: &BulkId) -> Result<Option<BulkItem>> {
        let first = BulkItemQuery { state: Some(BulkState::Waiting), limit: 1, ..BulkItemQuery::default() };
        Ok(self.list_items(id, &first).await?.pop())
    }

    async fn settle(
        &mut self,
        id: &BulkId,
        number: u32,
        reason: Option<BulkReason>,
        now: UnixSeconds,
    ) -> Result<bool> {
        let settled = sqlx::query(
            "UPDATE bulk_item SET state = $3, reason = $4, settled_at = $5
             WHERE bulk_id = $1 AND number = $2 AND state = 'waiting'",
        )
        .bind(id.as_str())
        .bind(number)
        .bind(reason.map_or(BulkState::Done, BulkReason::state).stored())
        .bind(reason.map(StoredText::stored))
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(settled.rows_affected() > 0)
    }

    async fn settle_all(&mut self, id: &BulkId, reason: BulkReason, now: UnixSeconds) -> Result<u64> {
        let settled = sqlx::query(
            "UPDATE bulk_item SET state = $2, reason = $3, settled_at = $4
             WHERE bulk_id = $1 AND state = 'waiting'",
        )
        .bind(id.as_str())
        .bind(reason.state().stored())
        .bind(reason.stored())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(settled.rows_affected())
    }

    async fn finish(&mut self, id: &BulkId, now: UnixSeconds) -> Result<()> {
        sqlx::query(
            "UPDATE bulk SET finished_at = $2
             WHERE id = $1 AND finished_at IS NULL
                 AND NOT EXISTS (SELECT 1 FROM bulk_item WHERE bulk_id = $1 AND state = 'waiting')",
        )
        .bind(id.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn retry(&mut self, id: &BulkId, credential_version: u64, source: &KeptSource) -> Result<u64> {
        let waiting = sqlx::query(
            "UPDATE bulk_item SET state = 'waiting', reason = NULL, settled_at = NULL
             WHERE bulk_id = $1 AND state IN ('failed', 'stopped')",
        )
        .bind(id.as_str())
        .execute(&mut *self.0)
        .await?;
        if waiting.rows_affected() > 0 {
            sqlx::query(
                "UPDATE bulk SET finished_at = NULL, credential_version = $2, address = $3, user_agent = $4,
                     request_id = $5
                 WHERE id = $1",
            )
            .bind(id.as_str())
            .bind(credential_version.cast_signed())
            .bind(&source.address)
            .bind(&source.user_agent)
            .bind(&source.request_id)
            .execute(&mut *self.0)
            .await?;
        }
        Ok(waiting.rows_affected())
    }

    async fn list_items(&mut self, id: &BulkId, query: &BulkItemQuery) -> Result<Vec<BulkItem>> {
        let mut sql = QueryBuilder::new("SELECT number, staff_id, state, reason, settled_at, ");
        if let Some(asker) = &query.named_within_reach_of {
            sql.push("CASE WHEN ");
            reach::push(&mut sql, "staff_id", asker);
            sql.push(" THEN full_name END AS ");
        }
        sql.push("full_name FROM bulk_item WHERE bulk_id = ").push_bind(id.as_str());
        sql.push(" AND number > ").push_bind(query.after.unwrap_or(0));
        if let Some(state) = query.state {
            sql.push(" AND state = ").push_bind(state.stored());
        }
        sql.push(" ORDER BY number LIMIT ").push_bind(query.limit);
        let rows = sql.build().fetch_all(&mut *self.0).await?;
        Ok(rows.iter().map(item_in).collect::<Result<_, _>>()?)
    }

    async fn forget(&mut self, finished_before: UnixSeconds) -> Result<u64> {
        // By then no limit counts the links, so that they may forget as well where they came from.
        for statement in [
            "UPDATE link SET bulk_id = NULL WHERE bulk_id IN (SELECT id FROM bulk WHERE finished_at < $1)",
            "DELETE FROM bulk_item WHERE bulk_id IN (SELECT id FROM bulk WHERE finished_at < $1)",
        ] {
            sqlx::query(statement).bind(finished_before.0).execute(&mut *self.0).await?;
        }
        let forgotten = sqlx::query("DELETE FROM bulk WHERE finished_at < $1")
            .bind(finished_before.0)
            .execute(&mut *self.0)
            .await?;
        Ok(forgotten.rows_affected())
    }
}

fn bulk_in(row: &SqliteRow) -> Result<BulkRecord, sqlx::Error> {
    let hash: Vec<u8> = row.try_get("request_hash")?;
    Ok(BulkRecord {
        id: BulkId::new(row.try_get::<String, _>("id")?),
        act: row.try_get::<Json<BulkAct>, _>("act")?.0,
        begun_by: StaffId::new(row.try_get::<String, _>("begun_by")?),
        credential_version: row.try_get::<i64, _>("credential_version")?.cast_unsigned(),
        source: KeptSource {
            address: row.try_get("address")?,
            user_agent: row.try_get("user_agent")?,
            request_id: row.try_get("request_id")?,
        },
        request_hash: hash.try_into().map_err(|_| sqlx::Error::ColumnDecode {
            index: "request_hash".to_owned(),
            source: "unexpected length".into(),
        })?,
        begun_at: UnixSeconds(row.try_get("begun_at")?),
        finished_at: row.try_get::<Option<i64>, _>("finished_at")?.map(UnixSeconds),
    })
}

fn item_in(row: &SqliteRow) -> Result<BulkItem, sqlx::Error> {
    Ok(BulkItem {
        number: row.try_get("number")?,
        person: BulkPerson {
            staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
            full_name: row.try_get("full_name")?,
        },
        state: stored_text::get(row, "state")?,
        reason: stored_text::get_optional(row, "reason")?,
        settled_at: row.try_get::<Option<i64>, _>("settled_at")?.map(UnixSeconds),
    })
}
