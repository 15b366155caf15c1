use super::stored_text::{self, StoredText};
use crate::Result;
use crate::mail::{ClaimedMail, MailRepository, NewMail, StuckMail};
use async_trait::async_trait;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{PasswordResetId, UnixSeconds};

pub(super) struct SqliteMail<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl MailRepository for SqliteMail<'_> {
    async fn queue(&mut self, mail: &NewMail) -> Result<()> {
        sqlx::query("INSERT INTO mail (id, kind, link_id, queued_at, due_at) VALUES ($1, $2, $3, $4, $4)")
            .bind(&mail.id)
            .bind(mail.kind.stored())
            .bind(mail.link_id.as_str())
            .bind(mail.queued_at.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn claim(&mut self, now: UnixSeconds, lease_until: UnixSeconds) -> Result<Option<ClaimedMail>> {
        let row = sqlx::query(
            "UPDATE mail SET due_at = $2, attempts = attempts + 1
             WHERE number = (
                 SELECT number FROM mail
                 WHERE sent_at IS NULL AND failed_at IS NULL AND due_at <= $1
                 ORDER BY due_at, number LIMIT 1
             )
             RETURNING id, kind, link_id, queued_at, attempts",
        )
        .bind(now.0)
        .bind(lease_until.0)
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(ClaimedMail {
            id: row.try_get("id")?,
            kind: stored_text::get(&row, "kind")?,
            link_id: PasswordResetId::new(row.try_get::<String, _>("link_id")?),
            queued_at: UnixSeconds(row.try_get("queued_at")?),
            attempts: row.try_get("attempts")?,
        }))
    }

    async fn next_due(&mut self) -> Result<Option<UnixSeconds>> {
        let due_at: Option<i64> =
            sqlx::query_scalar("SELECT min(due_at) FROM mail WHERE sent_at IS NULL AND failed_at IS NULL")
                .fetch_one(&mut *self.0)
                .await?;
        Ok(due_at.map(UnixSeconds))
    }

    async fn stuck(&mut self, before: UnixSeconds, given_up_after: i64) -> Result<Option<StuckMail>> {
        let row = sqlx::query(
            "SELECT queued_at, reason FROM mail
             WHERE sent_at IS NULL AND reason IS NOT NULL
                 AND queued_at >= coalesce((SELECT max(sent_at) FROM mail WHERE sent_at IS NOT NULL), 0)
                 AND queued_at <= $1
                 AND (failed_at IS NULL OR failed_at - queued_at >= $2)
             ORDER BY queued_at LIMIT 1",
        )
        .bind(before.0)
        .bind(given_up_after)
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(StuckMail {
            queued_at: UnixSeconds(row.try_get("queued_at")?),
            reason: row.try_get("reason")?,
        }))
    }

    async fn mark_sent(&mut self, id: &str, now: UnixSeconds) -> Result<()> {
        sqlx::query(
            "UPDATE mail SET sent_at = $2, reason = NULL
             WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
        )
        .bind(id)
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn retry(&mut self, id: &str, due_at: UnixSeconds, reason: &str) -> Result<()> {
        sqlx::query(
            "UPDATE mail SET due_at = $2, reason = $3
             WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
        )
        .bind(id)
        .bind(due_at.0)
        .bind(reason)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn mark_failed(&mut self, id: &str, now: UnixSeconds, reason: &str) -> Result<()> {
        sqlx::query(
            "UPDATE mail SET failed_at = $2, reason = $3
             WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
        )
        .bind(id)
        .bind(now.0)
        .bind(reason)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }
}
