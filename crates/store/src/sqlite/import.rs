use super::reach;
use super::stored_text::{self, StoredText};
use crate::KeptSource;
use crate::Result;
use crate::import::{CheckedRow, ImportRecord, ImportRepository, ImportRowQuery, NewImport, RefusedRow};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    CreateStaff, ImportCounts, ImportId, ImportRow, ImportRowState, PasswordResetId, RowProblem, StaffId,
    UnixSeconds,
};
use std::collections::HashMap;

/// How many rows one statement keeps. SQLite takes 32,766 parameters in one; a row has 7.
const BATCH: usize = 1_000;

pub(super) struct SqliteImports<'t>(pub(super) &'t mut SqliteConnection);

macro_rules! select_import {
    ($rest:literal) => {
        concat!(
            "SELECT id, requested_by, checked_at, confirmed_at, credential_version, address, user_agent, request_id,
                 ended_at,
                 (SELECT json_group_object(state, rows) FROM (
                      SELECT state, count(*) AS rows FROM import_row WHERE import_id = import.id GROUP BY state
                  )) AS counts
             FROM import ",
            $rest
        )
    };
}

#[async_trait]
impl ImportRepository for SqliteImports<'_> {
    async fn add(&mut self, import: &NewImport) -> Result<()> {
        sqlx::query("DELETE FROM import WHERE requested_by = $1 AND confirmed_at IS NULL")
            .bind(import.requested_by.as_str())
            .execute(&mut *self.0)
            .await?;
        sqlx::query("INSERT INTO import (id, requested_by, checked_at) VALUES ($1, $2, $3)")
            .bind(import.id.as_str())
            .bind(import.requested_by.as_str())
            .bind(import.checked_at.0)
            .execute(&mut *self.0)
            .await?;
        for batch in import.rows.chunks(BATCH) {
            add_rows(self.0, &import.id, batch).await?;
        }
        Ok(())
    }

    async fn get(&mut self, id: &ImportId) -> Result<Option<ImportRecord>> {
        let row = sqlx::query(select_import!("WHERE id = $1"))
            .bind(id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(import_in).transpose()?)
    }

    async fn list_of(&mut self, requested_by: &StaffId, limit: u32) -> Result<Vec<ImportRecord>> {
        let rows = sqlx::query(select_import!("WHERE requested_by = $1 ORDER BY number DESC LIMIT $2"))
            .bind(requested_by.as_str())
            .bind(limit)
            .fetch_all(&mut *self.0)
            .await?;
        Ok(rows.iter().map(import_in).collect::<Result<_, _>>()?)
    }

    async fn rows(&mut self, query: &ImportRowQuery) -> Result<Vec<ImportRow>> {
        let mut sql = QueryBuilder::new(
            "SELECT import_row.number, import_row.state, import_row.full_name, import_row.staff_id,
                 import_row.problems, staff.first_name, staff.last_name, ",
        );
        push_known(&mut sql, query.within_reach_of.as_ref());
        sql.push(
            " FROM import_row LEFT JOIN staff ON staff.id = import_row.staff_id WHERE import_row.import_id = ",
        );
        sql.push_bind(query.import.as_str());
        sql.push(" AND import_row.number > ").push_bind(query.after.unwrap_or(0));
        if let Some(state) = query.state {
            sql.push(" AND import_row.state = ").push_bind(state.stored());
        }
        sql.push(" ORDER BY import_row.number LIMIT ").push_bind(query.limit);
        let rows = sql.build().fetch_all(&mut *self.0).await?;
        Ok(rows.iter().map(row_in).collect::<Result<_, _>>()?)
    }

    async fn confirm(
        &mut self,
        id: &ImportId,
        credential_version: u64,
        source: &KeptSource,
        now: UnixSeconds,
    ) -> Result<bool> {
        let confirmed = sqlx::query(
            "UPDATE import
             SET confirmed_at = $2, address = $3, user_agent = $4, request_id = $5, credential_version = $6
             WHERE id = $1 AND confirmed_at IS NULL",
        )
        .bind(id.as_str())
        .bind(now.0)
        .bind(&source.address)
        .bind(&source.user_agent)
        .bind(&source.request_id)
        .bind(credential_version.cast_signed())
        .execute(&mut *self.0)
        .await?;
        if confirmed.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query("UPDATE import_row SET state = 'left_out' WHERE import_id = $1 AND state = 'refused'")
            .bind(id.as_str())
            .execute(&mut *self.0)
            .await?;
        Ok(true)
    }

    async fn discard(&mut self, id: &ImportId) -> Result<bool> {
        let discarded = sqlx::query("DELETE FROM import WHERE id = $1 AND confirmed_at IS NULL")
            .bind(id.as_str())
            .execute(&mut *self.0)
            .await?;
        Ok(discarded.rows_affected() > 0)
    }

    async fn running(&mut self) -> Result<Vec<ImportId>> {
        let ids: Vec<String> = sqlx::query_scalar(
            "SELECT id FROM import WHERE confirmed_at IS NOT NULL AND ended_at IS NULL ORDER BY number",
        )
        .fetch_all(&mut *self.0)
        .await?;
        Ok(ids.into_iter().map(ImportId::new).collect())
    }

    async fn running_of(&mut self, requested_by: &StaffId) -> Result<Option<ImportId>> {
        let id: Option<String> = sqlx::query_scalar(
            "SELECT id FROM import
             WHERE requested_by = $1 AND confirmed_at IS NOT NULL AND ended_at IS NULL LIMIT 1",
        )
        .bind(requested_by.as_str())
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(id.map(ImportId::new))
    }

    async fn confirmed_since(
        &mut self,
        requested_by: &StaffId,
        since: UnixSeconds,
    ) -> Result<Vec<(UnixSeconds, u32)>> {
        let imports: Vec<(i64, u32)> = sqlx::query_as(
            "SELECT confirmed_at, (
                 SELECT count(*) FROM import_row WHERE import_id = import.id AND state IN ('ready', 'added')
             )
             FROM import WHERE requested_by = $1 AND confirmed_at > $2 ORDER BY confirmed_at",
        )
        .bind(requested_by.as_str())
        .bind(since.0)
        .fetch_all(&mut *self.0)
        .await?;
        Ok(imports.into_iter().map(|(at, people)| (UnixSeconds(at), people)).collect())
    }

    async fn next_ready(&mut self, id: &ImportId, limit: u32) -> Result<Vec<u32>> {
        let rows = sqlx::query_scalar(
            "SELECT number FROM import_row WHERE import_id = $1 AND state = 'ready' ORDER BY number LIMIT $2",
        )
        .bind(id.as_str())
        .bind(limit)
        .fetch_all(&mut *self.0)
        .await?;
        Ok(rows)
    }

    async fn person(&mut self, id: &ImportId, row: u32) -> Result<Option<CreateStaff>> {
        let person: Option<Json<CreateStaff>> = sqlx::query_scalar(
            "SELECT person FROM import_row WHERE import_id = $1 AND number = $2 AND state = 'ready'",
        )
        .bind(id.as_str())
        .bind(row)
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(person.map(|Json(person)| person))
    }

    async fn note_added(
        &mut self,
        id: &ImportId,
        row: u32,
        staff_id: &StaffId,
        link_id: &PasswordResetId,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE import_row SET state = 'added', staff_id = $3, link_id = $4, person = NULL
             WHERE import_id = $1 AND number = $2 AND state = 'ready'",
        )
        .bind(id.as_str())
        .bind(row)
        .bind(staff_id.as_str())
        .bind(link_id.as_str())
        .execute(&mut *self.0)
        .await?;
        sqlx::query("UPDATE mail SET is_bulk = 1 WHERE link_id = $1")
            .bind(link_id.as_str())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn note_failed(&mut self, id: &ImportId, row: u32, refused: &RefusedRow) -> Result<()> {
        sqlx::query(
            "UPDATE import_row SET state = 'failed', problems = $3, named = $4, person = NULL
             WHERE import_id = $1 AND number = $2 AND state = 'ready'",
        )
        .bind(id.as_str())
        .bind(row)
        .bind(Json(&refused.problems))
        .bind(Json(&refused.named))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn fail_rest(&mut self, id: &ImportId, problem: &RowProblem) -> Result<()> {
        sqlx::query(
            "UPDATE import_row SET state = 'failed', problems = $2, person = NULL
             WHERE import_id = $1 AND state = 'ready'",
        )
        .bind(id.as_str())
        .bind(Json([problem]))
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn end(&mut self, id: &ImportId, now: UnixSeconds) -> Result<()> {
        sqlx::query("UPDATE import SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
            .bind(id.as_str())
            .bind(now.0)
            .execute(&mut *self.0)
            .await?;
        sqlx::query("UPDATE import_row SET full_name = NULL WHERE import_id = $1")
            .bind(id.as_str())
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn forget(&mut self, waiting_since: UnixSeconds, ended_before: UnixSeconds) -> Result<u64> {
        let forgotten = sqlx::query(
            "DELETE FROM import WHERE (confirmed_at IS NULL AND checked_at < $1) OR ended_at < $2",
        )
        .bind(waiting_since.0)
        .bind(ended_before.0)
        .execute(&mut *self.0)
        .await?;
        Ok(forgotten.rows_affected())
    }
}

async fn add_rows(connection: &mut SqliteConnection, id: &ImportId, rows: &[CheckedRow]) -> Result<()> {
    let fine = RefusedRow::default();
    let mut sql = QueryBuilder::new(
        "INSERT INTO import_row (import_id, number, state, full_name, person, problems, named) ",
    );
    sql.push_values(rows, |mut values, row| {
        let (state, person, refused) = match &row.result {
            Ok(person) => (ImportRowState::Ready, Some(Json(person)), &fine),
            Err(refused) => (ImportRowState::Refused, None, refused),
        };
        values
            .push_bind(id.as_str())
            .push_bind(row.number)
            .push_bind(state.stored())
            .push_bind(&row.full_name)
            .push_bind(person)
            .push_bind(Json(&refused.problems))
            .push_bind(Json(&refused.named));
    });
    sql.build().execute(connection).await?;
    Ok(())
}

/// Adds two columns: whether the person whom a row added may be told of, and whether the names in its problems may.
fn push_known(sql: &mut QueryBuilder<Sqlite>, within_reach_of: Option<&StaffId>) {
    let Some(asker) = within_reach_of else {
        sql.push("TRUE AS is_known, TRUE AS names_are_known");
        return;
    };
    sql.push("(import_row.staff_id IS NULL OR ");
    reach::push(sql, "import_row.staff_id", asker);
    sql.push(
        ") AS is_known, (import_row.named IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM json_each(import_row.named) AS named WHERE NOT ",
    );
    reach::push(sql, "named.value", asker);
    sql.push(")) AS names_are_known");
}

fn import_in(row: &SqliteRow) -> Result<ImportRecord, sqlx::Error> {
    let moment = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(UnixSeconds));
    Ok(ImportRecord {
        id: ImportId::new(row.try_get::<String, _>("id")?),
        requested_by: StaffId::new(row.try_get::<String, _>("requested_by")?),
        checked_at: UnixSeconds(row.try_get("checked_at")?),
        confirmed_at: moment("confirmed_at")?,
        credential_version: row
            .try_get::<Option<i64>, _>("credential_version")?
            .unwrap_or_default()
            .cast_unsigned(),
        source: KeptSource {
            address: row.try_get("address")?,
            user_agent: row.try_get("user_agent")?,
            request_id: row.try_get("request_id")?,
        },
        ended_at: moment("ended_at")?,
        counts: counts_in(row)?,
    })
}

fn counts_in(row: &SqliteRow) -> Result<ImportCounts, sqlx::Error> {
    let Json(counts) = row.try_get::<Json<HashMap<String, u32>>, _>("counts")?;
    let of = |state: ImportRowState| counts.get(state.stored()).copied().unwrap_or(0);
    Ok(ImportCounts {
        ready: of(ImportRowState::Ready),
        refused: of(ImportRowState::Refused),
        added: of(ImportRowState::Added),
        failed: of(ImportRowState::Failed),
        left_out: of(ImportRowState::LeftOut),
    })
}

fn row_in(row: &SqliteRow) -> Result<ImportRow, sqlx::Error> {
    let first_name: Option<&str> = row.try_get("first_name")?;
    let last_name: Option<&str> = row.try_get("last_name")?;
    let by_now = first_name.zip(last_name).map(|(first_name, last_name)| full_name(first_name, last_name));
    let name = match by_now {
        Some(name) => Some(name),
        None => row.try_get("full_name")?,
    };
    let staff_id = row.try_get::<Option<String>, _>("staff_id")?.map(StaffId::new);
    let (is_known, names_are_known): (bool, bool) =
        (row.try_get("is_known")?, row.try_get("names_are_known")?);
    let Json(mut problems) = row.try_get::<Json<Vec<RowProblem>>, _>("problems")?;
    if !names_are_known {
        problems.iter_mut().for_each(forget_name);
    }
    Ok(ImportRow {
        row: row.try_get("number")?,
        state: stored_text::get(row, "state")?,
        full_name: name.filter(|_| is_known),
        staff_id: staff_id.filter(|_| is_known),
        problems,
    })
}

fn forget_name(problem: &mut RowProblem) {
    if let RowProblem::Cell(problem) = problem {
        problem.taken_by = None;
    }
}
