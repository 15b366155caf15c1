use crate::Result;
use crate::practice::{Practice, PracticeRepository};
use async_trait::async_trait;
use sqlx::{Row, SqliteConnection};

pub(super) struct SqlitePractice<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl PracticeRepository for SqlitePractice<'_> {
    async fn get(&mut self) -> Result<Option<Practice>> {
        let row = sqlx::query("SELECT name, time_zone, link_valid_seconds FROM practice")
            .fetch_optional(&mut *self.0)
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Practice {
            name: row.try_get("name")?,
            time_zone: row.try_get("time_zone")?,
            link_valid_seconds: row.try_get("link_valid_seconds")?,
        }))
    }

    async fn put(&mut self, practice: &Practice) -> Result<()> {
        sqlx::query(
            "INSERT INTO practice (id, name, time_zone, link_valid_seconds) VALUES (1, $1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
                 link_valid_seconds = excluded.link_valid_seconds",
        )
        .bind(&practice.name)
        .bind(&practice.time_zone)
        .bind(practice.link_valid_seconds)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }
}
