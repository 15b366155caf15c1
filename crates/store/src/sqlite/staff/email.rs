use super::update::find_anew;
use crate::Result;
use crate::fold::identity_key;
use crate::staff::StaffRecord;
use sqlx::SqliteConnection;
use staffroom_contract::UnixSeconds;

/// See [`crate::StaffRepository::set_email`]. `before` is the person as of this transaction.
pub(super) async fn set_email(
    connection: &mut SqliteConnection,
    before: &StaffRecord,
    email: &str,
    now: UnixSeconds,
) -> Result<()> {
    sqlx::query(
        "UPDATE staff SET email = $2, email_key = $3, version = version + 1, updated_at = $4 WHERE id = $1",
    )
    .bind(before.listed.id.as_str())
    .bind(email)
    .bind(identity_key(email))
    .bind(now.0)
    .execute(&mut *connection)
    .await?;
    let mut record = before.clone();
    record.listed.email = Some(email.to_owned());
    find_anew(connection, before, &record).await
}
