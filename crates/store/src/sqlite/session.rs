use crate::Result;
use crate::session::{CLOCK_SLACK, Client, NewSession, RenewedSession, SessionRecord, SessionRepository};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{SessionId, StaffId, UnixSeconds};

pub(super) struct SqliteSessions<'t>(pub(super) &'t mut SqliteConnection);

/// Selects sessions that are open by `$1`, if they were last used since `$2` and by `$3`.
macro_rules! select_open_session {
    ($rest:literal) => {
        concat!(
            "SELECT session.public_id, session.staff_id, session.created_at, session.last_seen_at,
                 session.expires_at, session.authenticated_at, session.user_agent, session.client_address
             FROM session JOIN staff ON staff.id = session.staff_id
             WHERE session.expires_at > $1 AND session.last_seen_at BETWEEN $2 AND $3
                 AND staff.status = 'active' ",
            $rest
        )
    };
}

#[async_trait]
impl SessionRepository for SqliteSessions<'_> {
    async fn open(&mut self, session: &NewSession) -> Result<bool> {
        let opened = sqlx::query(
            "INSERT INTO session (id_hash, staff_id, created_at, last_seen_at, authenticated_at, expires_at,
                 public_id, user_agent, client_address)
             SELECT $1, id, $2, $2, $2, $3, $6, $7, $8 FROM staff
             WHERE id = $4 AND status = 'active' AND credential_version = $5",
        )
        .bind(&session.id_hash[..])
        .bind(session.created_at.0)
        .bind(session.expires_at.0)
        .bind(session.staff_id.as_str())
        .bind(session.credential_version.cast_signed())
        .bind(session.id.as_str())
        .bind(&session.client.user_agent)
        .bind(&session.client.address)
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
        let row = sqlx::query(select_open_session!("AND session.id_hash = $4"))
            .bind(now.0)
            .bind(idle_since.0)
            .bind(now.plus(CLOCK_SLACK).0)
            .bind(&id_hash[..])
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(session_in).transpose()?)
    }

    async fn list_of(
        &mut self,
        staff_id: &StaffId,
        now: UnixSeconds,
        idle_since: UnixSeconds,
    ) -> Result<Vec<SessionRecord>> {
        let rows = sqlx::query(select_open_session!(
            "AND session.staff_id = $4
             ORDER BY session.last_seen_at DESC, session.created_at DESC, session.public_id"
        ))
        .bind(now.0)
        .bind(idle_since.0)
        .bind(now.plus(CLOCK_SLACK).0)
        .bind(staff_id.as_str())
        .fetch_all(&mut *self.0)
        .await?;
        Ok(rows.iter().map(session_in).collect::<Result<_, _>>()?)
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

    async fn end_one_of(&mut self, staff_id: &StaffId, id: &SessionId) -> Result<bool> {
        let ended = sqlx::query("DELETE FROM session WHERE staff_id = $1 AND public_id = $2")
            .bind(staff_id.as_str())
            .bind(id.as_str())
            .execute(&mut *self.0)
            .await?;
        Ok(ended.rows_affected() > 0)
    }

    async fn end_others_of(&mut self, staff_id: &StaffId, kept: &[u8; 32]) -> Result<u64> {
        let ended = sqlx::query("DELETE FROM session WHERE staff_id = $1 AND id_hash <> $2")
            .bind(staff_id.as_str())
            .bind(&kept[..])
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

fn session_in(row: &SqliteRow) -> Result<SessionRecord, sqlx::Error> {
    Ok(SessionRecord {
        id: SessionId::new(row.try_get::<String, _>("public_id")?),
        staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
        created_at: UnixSeconds(row.try_get("created_at")?),
        last_seen_at: UnixSeconds(row.try_get("last_seen_at")?),
        expires_at: UnixSeconds(row.try_get("expires_at")?),
        authenticated_at: UnixSeconds(row.try_get("authenticated_at")?),
        client: Client { user_agent: row.try_get("user_agent")?, address: row.try_get("client_address")? },
    })
}
