use crate::Result;
use crate::practice::{Practice, PracticeRepository};
use async_trait::async_trait;
use sqlx::types::Json;
use sqlx::{Row, SqliteConnection};

pub(super) struct SqlitePractice<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl PracticeRepository for SqlitePractice<'_> {
    async fn get(&mut self) -> Result<Option<Practice>> {
        let row = sqlx::query(
            "SELECT name, time_zone, link_valid_seconds, allowed_email_domains, idle_minutes, min_password_length,
                 version
             FROM practice",
        )
        .fetch_optional(&mut *self.0)
        .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(Practice {
            name: row.try_get("name")?,
            time_zone: row.try_get("time_zone")?,
            link_valid_seconds: row.try_get("link_valid_seconds")?,
            allowed_email_domains: row.try_get::<Json<_>, _>("allowed_email_domains")?.0,
            idle_minutes: row.try_get("idle_minutes")?,
            min_password_length: row.try_get("min_password_length")?,
            version: row.try_get("version")?,
        }))
    }

    async fn put(&mut self, practice: &Practice) -> Result<bool> {
        let put = sqlx::query(
            "INSERT INTO practice (id, name, time_zone, link_valid_seconds, allowed_email_domains, idle_minutes,
                 min_password_length)
             VALUES (1, $1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, time_zone = excluded.time_zone,
                 link_valid_seconds = excluded.link_valid_seconds,
                 allowed_email_domains = excluded.allowed_email_domains, idle_minutes = excluded.idle_minutes,
                 min_password_length = excluded.min_password_length, version = practice.version + 1
             WHERE practice.version = $7",
        )
        .bind(&practice.name)
        .bind(&practice.time_zone)
        .bind(practice.link_valid_seconds)
        .bind(Json(&practice.allowed_email_domains))
        .bind(practice.idle_minutes)
        .bind(practice.min_password_length)
        .bind(practice.version.cast_signed())
        .execute(&mut *self.0)
        .await?;
        Ok(put.rows_affected() > 0)
    }
}
