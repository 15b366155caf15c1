use crate::{Result, SealedPinRepository};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::StaffId;

pub(super) struct SqliteSealedPins<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl SealedPinRepository for SqliteSealedPins<'_> {
    async fn all(&mut self) -> Result<Vec<(StaffId, Vec<u8>)>> {
        let rows = sqlx::query(
            "SELECT id, app_unlock_pin_sealed FROM staff WHERE app_unlock_pin_sealed IS NOT NULL ORDER BY id",
        )
        .fetch_all(&mut *self.0)
        .await?;
        let pin = |row: &SqliteRow| {
            Ok((StaffId::new(row.try_get::<String, _>("id")?), row.try_get("app_unlock_pin_sealed")?))
        };
        rows.iter().map(pin).collect()
    }

    async fn replace(&mut self, id: &StaffId, before: &[u8], after: &[u8]) -> Result<()> {
        sqlx::query(
            "UPDATE staff SET app_unlock_pin_sealed = $3 WHERE id = $1 AND app_unlock_pin_sealed = $2",
        )
        .bind(id.as_str())
        .bind(before)
        .bind(after)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }
}
