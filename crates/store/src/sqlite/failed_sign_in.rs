use crate::Result;
use crate::failed_sign_in::{FailedSignInRepository, FailedSignIns};
use async_trait::async_trait;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::UnixSeconds;

pub(super) struct SqliteFailedSignIns<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl FailedSignInRepository for SqliteFailedSignIns<'_> {
    async fn get(
        &mut self,
        account: &[u8; 32],
        now: UnixSeconds,
        since: UnixSeconds,
    ) -> Result<Option<FailedSignIns>> {
        let row = sqlx::query(
            "SELECT failures, last_at FROM failed_sign_in WHERE account = $1 AND last_at BETWEEN $2 AND $3",
        )
        .bind(&account[..])
        .bind(since.0)
        .bind(FailedSignIns::latest(now).0)
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(FailedSignIns {
            count: row.try_get("failures")?,
            last_at: UnixSeconds(row.try_get("last_at")?),
        }))
    }

    async fn count(
        &mut self,
        account: &[u8; 32],
        now: UnixSeconds,
        since: UnixSeconds,
        at_most: u32,
    ) -> Result<()> {
        // What does not count takes no room from what does.
        sqlx::query("DELETE FROM failed_sign_in WHERE last_at > $1")
            .bind(FailedSignIns::latest(now).0)
            .execute(&mut *self.0)
            .await?;
        sqlx::query(
            "INSERT INTO failed_sign_in (account, failures, last_at) VALUES ($1, 1, $2)
             ON CONFLICT (account) DO UPDATE SET
                 failures = CASE WHEN last_at < $3 THEN 1 ELSE failures + 1 END, last_at = $2",
        )
        .bind(&account[..])
        .bind(now.0)
        .bind(since.0)
        .execute(&mut *self.0)
        .await?;
        sqlx::query(
            "DELETE FROM failed_sign_in WHERE account IN (
                 SELECT account FROM failed_sign_in ORDER BY last_at
                 LIMIT max(0, (SELECT count(*) FROM failed_sign_in) - $1)
             )",
        )
        .bind(at_most)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn forget(&mut self, account: &[u8; 32]) -> Result<()> {
        sqlx::query("DELETE FROM failed_sign_in WHERE account = $1")
            .bind(&account[..])
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn forget_before(&mut self, since: UnixSeconds) -> Result<u64> {
        let forgotten = sqlx::query("DELETE FROM failed_sign_in WHERE last_at < $1")
            .bind(since.0)
            .execute(&mut *self.0)
            .await?;
        Ok(forgotten.rows_affected())
    }
}
