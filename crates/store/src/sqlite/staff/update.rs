use super::fragments::FragmentCounts;
use super::offices;
use super::search_row::SearchRow;
use crate::Result;
use crate::fold::identity_key;
use crate::staff::{StaffChanges, StaffRecord, UpdateOutcome};
use sqlx::SqliteConnection;
use staffroom_contract::{StaffId, UnixSeconds};

/// See [`crate::StaffRepository::update`]. `before` is the person as of this transaction.
pub(super) async fn update(
    connection: &mut SqliteConnection,
    before: &StaffRecord,
    version: u64,
    changes: &StaffChanges,
    now: UnixSeconds,
) -> Result<UpdateOutcome> {
    let record = apply(changes, before);
    let listed = &record.listed;
    let care_team_role = record.care_team_role.as_ref();
    let updated = sqlx::query(
        "UPDATE staff SET first_name = $3, last_name = $4, username = $5, username_key = $6,
             cell_phone = $7, home_phone = $8, primary_provider_id = coalesce($9, primary_provider_id),
             version = version + 1, updated_at = $10, care_team_role_code = $11, care_team_role_display = $12,
             care_team_identifier = $13, restrict_offices = coalesce($14, restrict_offices)
         WHERE id = $1 AND version = $2",
    )
    .bind(listed.id.as_str())
    .bind(version.cast_signed())
    .bind(&listed.first_name)
    .bind(&listed.last_name)
    .bind(&listed.username)
    .bind(identity_key(&listed.username))
    .bind(&listed.cell_phone)
    .bind(&record.home_phone)
    .bind(changes.primary_provider_id.as_ref().map(StaffId::as_str))
    .bind(now.0)
    .bind(care_team_role.map(|role| role.code.as_str()))
    .bind(care_team_role.map(|role| role.display.as_str()))
    .bind(&record.care_team_identifier)
    .bind(changes.restrict_offices)
    .execute(&mut *connection)
    .await?;
    if updated.rows_affected() == 0 {
        return Ok(UpdateOutcome::StaleVersion);
    }

    if let Some(office_ids) = &changes.office_ids {
        offices::replace(&mut *connection, &listed.id, office_ids).await?;
    }
    find_anew(connection, before, &record).await?;
    Ok(UpdateOutcome::Updated)
}

/// Has a person be ordered and found by what they are now.
pub(super) async fn find_anew(
    connection: &mut SqliteConnection,
    before: &StaffRecord,
    record: &StaffRecord,
) -> Result<()> {
    let (old_row, new_row) = (SearchRow::of(before), SearchRow::of(record));
    let mut counts = FragmentCounts::default();
    counts.add(&old_row, -1);
    counts.add(&new_row, 1);
    counts.keep(&mut *connection).await?;
    sqlx::query("UPDATE staff_search SET sort_key = $2, text = $3 WHERE staff_id = $1")
        .bind(new_row.staff_id)
        .bind(&new_row.sort_key)
        .bind(&new_row.text)
        .execute(connection)
        .await?;
    Ok(())
}

fn apply(changes: &StaffChanges, before: &StaffRecord) -> StaffRecord {
    fn set<T: Clone>(field: &mut T, change: Option<&T>) {
        if let Some(value) = change {
            field.clone_from(value);
        }
    }
    let mut record = before.clone();
    set(&mut record.listed.first_name, changes.first_name.as_ref());
    set(&mut record.listed.last_name, changes.last_name.as_ref());
    set(&mut record.listed.username, changes.username.as_ref());
    set(&mut record.care_team_role, changes.care_team_role.as_ref());
    set(&mut record.care_team_identifier, changes.care_team_identifier.as_ref());
    set(&mut record.listed.cell_phone, changes.cell_phone.as_ref());
    set(&mut record.home_phone, changes.home_phone.as_ref());
    record
}
