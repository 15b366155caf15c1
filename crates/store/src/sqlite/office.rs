use crate::Result;
use crate::fold::{identity_key, name_sort_key};
use crate::office::{OfficeRecord, OfficeRepository};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{OfficeId, UnixSeconds};
use std::collections::BTreeSet;

pub(super) struct SqliteOffices<'t>(pub(super) &'t mut SqliteConnection);

/// Selects what [`office_in`] reads.
macro_rules! select_office {
    ($rest:literal) => {
        concat!(
            "SELECT office.id, office.name, office.closed_at, (
                 SELECT count(*) FROM staff_office JOIN staff ON staff.id = staff_office.staff_id
                 WHERE staff_office.office_id = office.id AND staff.status <> 'inactive'
             ) AS people
             FROM office ",
            $rest
        )
    };
}

#[async_trait]
impl OfficeRepository for SqliteOffices<'_> {
    async fn list(&mut self) -> Result<Vec<OfficeRecord>> {
        let rows = sqlx::query(select_office!("")).fetch_all(&mut *self.0).await?;
        let mut offices = rows.iter().map(office_in).collect::<Result<Vec<_>, _>>()?;
        offices.sort_by_cached_key(|office| {
            (office.closed_at.is_some(), name_sort_key(&office.name), office.id.clone())
        });
        Ok(offices)
    }

    async fn open(&mut self) -> Result<BTreeSet<OfficeId>> {
        let ids: Vec<String> = sqlx::query_scalar("SELECT id FROM office WHERE closed_at IS NULL")
            .fetch_all(&mut *self.0)
            .await?;
        Ok(ids.into_iter().map(OfficeId::new).collect())
    }

    async fn get(&mut self, id: &OfficeId) -> Result<Option<OfficeRecord>> {
        let row = sqlx::query(select_office!("WHERE office.id = $1"))
            .bind(id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(office_in).transpose()?)
    }

    async fn add(&mut self, id: &OfficeId, name: &str, now: UnixSeconds) -> Result<()> {
        sqlx::query("INSERT INTO office (id, name, name_key, created_at) VALUES ($1, $2, $3, $4)")
            .bind(id.as_str())
            .bind(name)
            .bind(identity_key(name))
            .bind(now.0)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn rename(&mut self, id: &OfficeId, name: &str) -> Result<bool> {
        let renamed =
            sqlx::query("UPDATE office SET name = $2, name_key = $3 WHERE id = $1 AND closed_at IS NULL")
                .bind(id.as_str())
                .bind(name)
                .bind(identity_key(name))
                .execute(&mut *self.0)
                .await?;
        Ok(renamed.rows_affected() > 0)
    }

    async fn close(&mut self, id: &OfficeId, now: UnixSeconds) -> Result<bool> {
        let closed = sqlx::query("UPDATE office SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL")
            .bind(id.as_str())
            .bind(now.0)
            .execute(&mut *self.0)
            .await?;
        Ok(closed.rows_affected() > 0)
    }
}

fn office_in(row: &SqliteRow) -> Result<OfficeRecord, sqlx::Error> {
    Ok(OfficeRecord {
        id: OfficeId::new(row.try_get::<String, _>("id")?),
        name: row.try_get("name")?,
        people: row.try_get("people")?,
        closed_at: row.try_get::<Option<i64>, _>("closed_at")?.map(UnixSeconds),
    })
}
