use super::stored_text::{self, StoredText};
use crate::Result;
use crate::deactivation::{Deactivation, DeactivationEnd, DeactivationRepository, UndoableDeactivation};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{StaffId, StaffStatus, UnixSeconds};

pub(super) struct SqliteDeactivations<'t>(pub(super) &'t mut SqliteConnection);

macro_rules! select_to_come {
    ($rest:literal) => {
        concat!(
            "SELECT id, staff_id, reason, hand_over_to, requested_by, requested_at, due_at
             FROM deactivation WHERE ended_at IS NULL ",
            $rest
        )
    };
}

#[async_trait]
impl DeactivationRepository for SqliteDeactivations<'_> {
    async fn schedule(&mut self, deactivation: &Deactivation) -> Result<()> {
        sqlx::query(
            "UPDATE deactivation SET ended_as = 'replaced', ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL",
        )
        .bind(deactivation.staff_id.as_str())
        .bind(deactivation.requested_at.0)
        .execute(&mut *self.0)
        .await?;
        sqlx::query(
            "INSERT INTO deactivation (id, staff_id, reason, hand_over_to, requested_by, requested_at, due_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&deactivation.id)
        .bind(deactivation.staff_id.as_str())
        .bind(&deactivation.reason)
        .bind(deactivation.hand_over_to.as_ref().map(StaffId::as_str))
        .bind(deactivation.requested_by.as_str())
        .bind(deactivation.requested_at.0)
        .bind(deactivation.due_at.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn scheduled_of(&mut self, staff_id: &StaffId) -> Result<Option<Deactivation>> {
        let row = sqlx::query(select_to_come!("AND staff_id = $1"))
            .bind(staff_id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(deactivation_in).transpose()?)
    }

    async fn next_due(&mut self, now: UnixSeconds) -> Result<Option<Deactivation>> {
        let row = sqlx::query(select_to_come!("AND due_at <= $1 ORDER BY due_at, number LIMIT 1"))
            .bind(now.0)
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(deactivation_in).transpose()?)
    }

    async fn end(&mut self, id: &str, end: DeactivationEnd, now: UnixSeconds) -> Result<bool> {
        let ended = sqlx::query(
            "UPDATE deactivation SET ended_as = $2, ended_at = $3 WHERE id = $1 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(end.stored())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(ended.rows_affected() > 0)
    }

    async fn note_carried_out(
        &mut self,
        id: &str,
        status_before: StaffStatus,
        now: UnixSeconds,
    ) -> Result<()> {
        sqlx::query(
            "UPDATE deactivation SET ended_as = 'carried_out', ended_at = $3, status_before = $2
             WHERE id = $1 AND ended_at IS NULL",
        )
        .bind(id)
        .bind(status_before.stored())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn undoable_of(
        &mut self,
        staff_id: &StaffId,
        by: &StaffId,
        since: UnixSeconds,
    ) -> Result<Option<UndoableDeactivation>> {
        let row = sqlx::query(
            "SELECT id, status_before, ended_at
             FROM (SELECT * FROM deactivation WHERE staff_id = $1 ORDER BY number DESC LIMIT 1)
             WHERE ended_as = 'carried_out' AND requested_by = $2 AND ended_at >= $3",
        )
        .bind(staff_id.as_str())
        .bind(by.as_str())
        .bind(since.0)
        .fetch_optional(&mut *self.0)
        .await?;
        let undoable = |row: &SqliteRow| {
            Ok::<_, sqlx::Error>(UndoableDeactivation {
                id: row.try_get("id")?,
                status_before: stored_text::get(row, "status_before")?,
                happened_at: UnixSeconds(row.try_get("ended_at")?),
            })
        };
        Ok(row.as_ref().map(undoable).transpose()?)
    }

    async fn note_undone(&mut self, id: &str, now: UnixSeconds) -> Result<()> {
        sqlx::query(
            "UPDATE deactivation SET ended_as = 'undone', ended_at = $2 WHERE id = $1 AND ended_as = 'carried_out'",
        )
        .bind(id)
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn count_cared_for_by(&mut self, provider: &StaffId) -> Result<u64> {
        let count =
            "SELECT count(*) FROM staff WHERE primary_provider_id = $1 AND status <> 'inactive' AND id <> $1";
        Ok(sqlx::query_scalar(count).bind(provider.as_str()).fetch_one(&mut *self.0).await?)
    }

    async fn hand_over(
        &mut self,
        deactivation: &Deactivation,
        to: &StaffId,
        now: UnixSeconds,
    ) -> Result<u64> {
        sqlx::query(
            "INSERT INTO deactivation_hand_over (deactivation_id, staff_id)
             SELECT $1, id FROM staff WHERE primary_provider_id = $2 AND status <> 'inactive' AND id <> $2",
        )
        .bind(&deactivation.id)
        .bind(deactivation.staff_id.as_str())
        .execute(&mut *self.0)
        .await?;
        let updated = sqlx::query(
            "UPDATE staff SET primary_provider_id = $2, version = version + 1, updated_at = $3
             WHERE id IN (SELECT staff_id FROM deactivation_hand_over WHERE deactivation_id = $1)",
        )
        .bind(&deactivation.id)
        .bind(to.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(updated.rows_affected())
    }

    async fn take_back(&mut self, id: &str, now: UnixSeconds) -> Result<u64> {
        let updated = sqlx::query(
            "UPDATE staff
             SET primary_provider_id = deactivation.staff_id, version = version + 1, updated_at = $2
             FROM deactivation_hand_over JOIN deactivation ON deactivation.id = deactivation_hand_over.deactivation_id
             WHERE deactivation.id = $1 AND staff.id = deactivation_hand_over.staff_id
                 AND staff.primary_provider_id = deactivation.hand_over_to",
        )
        .bind(id)
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(updated.rows_affected())
    }
}

fn deactivation_in(row: &SqliteRow) -> Result<Deactivation, sqlx::Error> {
    Ok(Deactivation {
        id: row.try_get("id")?,
        staff_id: StaffId::new(row.try_get::<String, _>("staff_id")?),
        reason: row.try_get("reason")?,
        hand_over_to: row.try_get::<Option<String>, _>("hand_over_to")?.map(StaffId::new),
        requested_by: StaffId::new(row.try_get::<String, _>("requested_by")?),
        requested_at: UnixSeconds(row.try_get("requested_at")?),
        due_at: UnixSeconds(row.try_get("due_at")?),
    })
}
