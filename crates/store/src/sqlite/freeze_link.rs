use super::link::salt_in;
use crate::Result;
use crate::freeze_link::{FreezeLink, FreezeLinkRepository, NewFreezeLink};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{StaffId, UnixSeconds};

pub(super) struct SqliteFreezeLinks<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl FreezeLinkRepository for SqliteFreezeLinks<'_> {
    async fn issue(&mut self, link: &NewFreezeLink) -> Result<()> {
        sqlx::query(
            "INSERT INTO freeze_link (id, staff_id, salt, code_hash, issued_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&link.id)
        .bind(link.staff_id.as_str())
        .bind(&link.salt[..])
        .bind(&link.code_hash[..])
        .bind(link.issued_at.0)
        .bind(link.expires_at.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn get(&mut self, id: &str) -> Result<Option<FreezeLink>> {
        let row = sqlx::query(
            "SELECT id, staff_id, salt, expires_at, used_at, ended_at FROM freeze_link WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(row.as_ref().map(freeze_link_in).transpose()?)
    }

    async fn find_by_code_hash(&mut self, code_hash: &[u8; 32]) -> Result<Option<FreezeLink>> {
        let row = sqlx::query(
            "SELECT id, staff_id, salt, expires_at, used_at, ended_at FROM freeze_link WHERE code_hash = $1",
        )
        .bind(&code_hash[..])
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(row.as_ref().map(freeze_link_in).transpose()?)
    }

    async fn spend(&mut self, code_hash: &[u8; 32], now: UnixSeconds) -> Result<Option<StaffId>> {
        let staff_id: Option<String> = sqlx::query_scalar(
            "UPDATE freeze_link SET used_at = $2, ended_at = $2
             WHERE code_hash = $1 AND ended_at IS NULL AND expires_at > $2
                 AND EXISTS (
                     SELECT 1 FROM staff WHERE staff.id = freeze_link.staff_id AND staff.status = 'active'
                 )
             RETURNING staff_id",
        )
        .bind(&code_hash[..])
        .bind(now.0)
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(staff_id.map(StaffId::new))
    }

    async fn end_live_of(&mut self, staff_id: &StaffId, now: UnixSeconds) -> Result<u64> {
        let ended = sqlx::query(
            "UPDATE freeze_link SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL AND expires_at > $2",
        )
        .bind(staff_id.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(ended.rows_affected())
    }
}

fn freeze_link_in(row: &SqliteRow) -> Result<FreezeLink, sqlx::Error> {
    Ok(FreezeLink {
        id: row.try_get("id")?,
        staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
        salt: salt_in(row)?,
        expires_at: UnixSeconds(row.try_get("expires_at")?),
        used_at: row.try_get::<Option<i64>, _>("used_at")?.map(UnixSeconds),
        ended_at: row.try_get::<Option<i64>, _>("ended_at")?.map(UnixSeconds),
    })
}
