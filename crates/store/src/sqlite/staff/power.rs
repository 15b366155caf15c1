//! What people may do: the role that they hold, and what differs for them alone.

use crate::sqlite::stored_text::StoredText;
use crate::{OwnPermissions, Result, UpdateOutcome};
use sqlx::SqliteConnection;
use staffroom_contract::{RoleId, StaffId, UnixSeconds};

/// See [`crate::StaffRepository::change_power`].
pub(super) async fn change(
    connection: &mut SqliteConnection,
    id: &StaffId,
    version: u64,
    role: &RoleId,
    own: &OwnPermissions,
    now: UnixSeconds,
) -> Result<UpdateOutcome> {
    let updated = sqlx::query(
        "UPDATE staff SET role = $3, version = version + 1, updated_at = $4 WHERE id = $1 AND version = $2",
    )
    .bind(id.as_str())
    .bind(version.cast_signed())
    .bind(role.as_str())
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    if updated.rows_affected() == 0 {
        let is_there: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM staff WHERE id = $1)")
            .bind(id.as_str())
            .fetch_one(connection)
            .await?;
        return Ok(if is_there { UpdateOutcome::StaleVersion } else { UpdateOutcome::NotFound });
    }
    sqlx::query("DELETE FROM staff_permission WHERE staff_id = $1")
        .bind(id.as_str())
        .execute(&mut *connection)
        .await?;
    for (permissions, is_added) in [(&own.added, true), (&own.removed, false)] {
        for permission in permissions {
            sqlx::query("INSERT INTO staff_permission (staff_id, permission, is_added) VALUES ($1, $2, $3)")
                .bind(id.as_str())
                .bind(permission.stored())
                .bind(is_added)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(UpdateOutcome::Updated)
}
