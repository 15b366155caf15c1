use crate::Result;
use crate::staff::{SettingsChanges, UpdateOutcome};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::{StaffId, UnixSeconds};

/// See [`crate::StaffRepository::change_settings`].
pub(super) async fn change(
    connection: &mut SqliteConnection,
    id: &StaffId,
    version: u64,
    changes: &SettingsChanges,
    now: UnixSeconds,
) -> Result<UpdateOutcome> {
    let updated = sqlx::query(
        "UPDATE staff SET enable_email_update = coalesce($3, enable_email_update),
             send_daily_billing_report = coalesce($4, send_daily_billing_report),
             version = version + 1, updated_at = $5
         WHERE id = $1 AND version = $2",
    )
    .bind(id.as_str())
    .bind(version.cast_signed())
    .bind(changes.enable_email_update)
    .bind(changes.send_daily_billing_report)
    .bind(now.0)
    .execute(connection)
    .await?;
    Ok(if updated.rows_affected() == 0 { UpdateOutcome::StaleVersion } else { UpdateOutcome::Updated })
}

/// See [`crate::StaffRepository::set_pin`].
pub(super) async fn set_pin(
    connection: &mut SqliteConnection,
    id: &StaffId,
    sealed: &[u8],
    now: UnixSeconds,
) -> Result<()> {
    let updated = sqlx::query(
        "UPDATE staff
         SET app_unlock_pin = NULL, app_unlock_pin_sealed = $2, version = version + 1, updated_at = $3
         WHERE id = $1",
    )
    .bind(id.as_str())
    .bind(sealed)
    .bind(now.0)
    .execute(connection)
    .await?;
    if updated.rows_affected() == 0 {
        return Err(sqlx::Error::RowNotFound.into());
    }
    Ok(())
}

/// See [`crate::StaffRepository::pins_in_clear`].
pub(super) async fn pins_in_clear(connection: &mut SqliteConnection) -> Result<Vec<(StaffId, String)>> {
    let rows = sqlx::query("SELECT id, app_unlock_pin FROM staff WHERE app_unlock_pin IS NOT NULL")
        .fetch_all(connection)
        .await?;
    let pin =
        |row: &SqliteRow| Ok((StaffId::new(row.try_get::<String, _>("id")?), row.try_get("app_unlock_pin")?));
    rows.iter().map(pin).collect()
}

/// See [`crate::StaffRepository::seal_pin`].
pub(super) async fn seal_pin(connection: &mut SqliteConnection, id: &StaffId, sealed: &[u8]) -> Result<()> {
    sqlx::query(
        "UPDATE staff SET app_unlock_pin = NULL, app_unlock_pin_sealed = $2
         WHERE id = $1 AND app_unlock_pin IS NOT NULL",
    )
    .bind(id.as_str())
    .bind(sealed)
    .execute(connection)
    .await?;
    Ok(())
}
