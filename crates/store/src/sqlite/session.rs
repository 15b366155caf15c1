use crate::Result;
use crate::session::{CLOCK_SLACK, NewSession, RenewedSession, SessionRecord, SessionRepository};
use async_trait::async_trait;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{StaffId, UnixSeconds};

pub(super) struct SqliteSessions<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl SessionRepository for SqliteSessions<'_> {
    async fn open(&mut self, session: &NewSession) -> Result<bool> {
        let opened = sqlx::query(
            "INSERT INTO session (id_hash, staff_id, created_at, last_seen_at, authenticated_at, expires_at)
             SELECT $1, id, $2, $2, $2, $3 FROM staff
             WHERE id = $4 AND status = 'active' AND credential_version = $5",
        )
        .bind(&session.id_hash[..])
        .bind(session.created_at.0)
        .bind(session.expires_at.0)
        .bind(session.staff_id.as_str())
        .bind(session.credential_version.cast_signed())
        .execute(&mut *self.0)
        .await?;
        Ok(opened.rows_affected() > 0)
    }

    async fn find(
        &mut self,
        id_hash: &[u8; 32],
        now: UnixSeconds,
        idle_since: UnixSeconds,
    ) -> Result<Option<SessionRecord>> {
        let row = sqlx::query(
            "SELECT session.staff_id, session.last_seen_at, session.expires_at, session.authenticated_at
             FROM session JOIN staff ON staff.id = session.staff_id
             WHERE session.id_hash = $1 AND session.expires_at > $2
                 AND session.last_seen_at BETWEEN $3 AND $4 AND staff.status = 'active'",
        )
        .bind(&id_hash[..])
        .bind(now.0)
        .bind(idle_since.0)
        .bind(now.plus(CLOCK_SLACK).0)
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(SessionRecord {
            staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
            last_seen_at: UnixSeconds(row.try_get("last_seen_at")?),
            expires_at: UnixSeconds(row.try_get("expires_at")?),
            authenticated_at: UnixSeconds(row.try_get("authenticated_at")?),
        }))
    }

    async fn renew(&mut self, id_hash: &[u8; 32], renewed: &RenewedSession) -> Result<bool> {
        let changed = sqlx::query(
            "UPDATE session SET id_hash = $2, authenticated_at = $3, last_seen_at = max(last_seen_at, $3)
             WHERE id_hash = $1 AND EXISTS (
                 SELECT 1 FROM staff
                 WHERE staff.id = session.staff_id AND staff.status = 'active'
                     AND staff.credential_version = $4
             )",
        )
        .bind(&id_hash[..])
        .bind(&renewed.id_hash[..])
        .bind(renewed.authenticated_at.0)
        .bind(renewed.credential_version.cast_signed())
        .execute(&mut *self.0)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    async fn touch(&mut self, id_hash: &[u8; 32], now: UnixSeconds) -> Result<()> {
        sqlx::query("UPDATE session SET last_seen_at = $2 WHERE id_hash = $1 AND last_seen_at < $2")
            .bind(&id_hash[..])
            .bind(now.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn end(&mut self, id_hash: &[u8; 32]) -> Result<Option<StaffId>> {
        let staff_id: Option<String> =
            sqlx::query_scalar("DELETE FROM session WHERE id_hash = $1 RETURNING staff_id")
                .bind(&id_hash[..])
                .fetch_optional(&mut *self.0)
                .await?;
        Ok(staff_id.map(StaffId::new))
    }

    async fn end_all_of(&mut self, staff_id: &StaffId) -> Result<u64> {
        let ended = sqlx::query("DELETE FROM session WHERE staff_id = $1")
            .bind(staff_id.as_str())
            .execute(&mut *self.0)
            .await?;
        Ok(ended.rows_affected())
    }

    async fn end_oldest_of(
        &mut self,
        staff_id: &StaffId,
        newest: &[u8; 32],
        at_most: u32,
        now: UnixSeconds,
        idle_since: UnixSeconds,
    ) -> Result<u64> {
        let ended = sqlx::query(
            "DELETE FROM session WHERE staff_id = $1 AND id_hash NOT IN (
                 SELECT id_hash FROM session
                 WHERE staff_id = $1 AND expires_at > $4 AND last_seen_at >= $5
                 ORDER BY id_hash = $2 DESC, created_at DESC, last_seen_at DESC
                 LIMIT $3
             )",
        )
        .bind(staff_id.as_str())
        .bind(&newest[..])
        .bind(at_most)
        .bind(now.0)
        .bind(idle_since.0)
        .execute(&mut *self.0)
        .await?;
        Ok(ended.rows_affected())
    }

    async fn forget_ended(&mut self, now: UnixSeconds, idle_since: UnixSeconds) -> Result<u64> {
        let forgotten = sqlx::query("DELETE FROM session WHERE expires_at <= $1 OR last_seen_at < $2")
            .bind(now.0)
            .bind(idle_since.0)
            .execute(&mut *self.0)
            .await?;
        Ok(forgotten.rows_affected())
    }
}
