mod add;
mod email;
mod filter;
mod fragments;
mod list;
mod matches;
mod offices;
mod order;
mod power;
mod record;
mod search_row;
mod settings;
mod update;

use self::fragments::FragmentCounts;
use self::search_row::SearchRow;
use super::reach;
use super::stored_text::{self, StoredText};
use crate::fold::identity_key;
use crate::staff::{
    Credential, ListedStaff, NewStaff, SettingsChanges, StaffChanges, StaffRecord, StaffRepository,
    UpdateOutcome,
};
use crate::staff_list::{StaffFilter, StaffList, StaffQuery};
use crate::{OwnPermissions, Result};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    Permission, Provider, RoleId, StaffCounts, StaffId, StaffStatus, SystemRole, UnixSeconds,
};

pub(super) struct SqliteStaff<'t>(pub(super) &'t mut SqliteConnection);

#[async_trait]
impl StaffRepository for SqliteStaff<'_> {
    async fn get(&mut self, id: &StaffId) -> Result<Option<StaffRecord>> {
        let row = sqlx::query(record::select_record!("WHERE staff.id = $1"))
            .bind(id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(record::read_record(self.0, row).await?)
    }

    async fn find_by_username(&mut self, username: &str) -> Result<Option<StaffRecord>> {
        let row = sqlx::query(record::select_record!("WHERE staff.username_key = $1"))
            .bind(identity_key(username))
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(record::read_record(self.0, row).await?)
    }

    async fn find_by_email(&mut self, email: &str) -> Result<Option<StaffRecord>> {
        let row = sqlx::query(record::select_record!("WHERE staff.email_key = $1"))
            .bind(identity_key(email))
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(record::read_record(self.0, row).await?)
    }

    async fn list(&mut self, query: &StaffQuery) -> Result<StaffList> {
        list::list(self.0, query).await
    }

    async fn count_listed(&mut self, filter: &StaffFilter) -> Result<StaffCounts> {
        list::count(self.0, filter).await
    }

    async fn any_listed(&mut self, filter: &StaffFilter) -> Result<bool> {
        matches::any(self.0, filter).await
    }

    async fn is_within_reach(&mut self, asker: &StaffId, id: &StaffId) -> Result<bool> {
        reach::is_within(self.0, asker, id).await
    }

    async fn providers(&mut self) -> Result<Vec<Provider>> {
        let rows = sqlx::query(
            "SELECT staff.id, staff.first_name, staff.last_name
             FROM staff JOIN staff_search ON staff_search.staff_id = staff.id
             WHERE staff.role IN (SELECT role.id FROM role WHERE $1 IN (role.id, role.based_on))
                 AND staff.status = $2
             ORDER BY staff_search.sort_key, staff.id",
        )
        .bind(SystemRole::Provider.stored())
        .bind(StaffStatus::Active.stored())
        .fetch_all(&mut *self.0)
        .await?;
        let provider = |row: &SqliteRow| {
            Ok(Provider {
                id: StaffId::new(row.try_get::<String, _>("id")?),
                full_name: full_name(row.try_get("first_name")?, row.try_get("last_name")?),
            })
        };
        rows.iter().map(provider).collect()
    }

    async fn count(&mut self) -> Result<u64> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM staff").fetch_one(&mut *self.0).await?)
    }

    async fn count_active_with(&mut self, permission: Permission) -> Result<u64> {
        Ok(sqlx::query_scalar(
            "SELECT count(*) FROM effective_permission AS may JOIN staff ON staff.id = may.staff_id
             WHERE may.permission = $1 AND staff.status = $2",
        )
        .bind(permission.stored())
        .bind(StaffStatus::Active.stored())
        .fetch_one(&mut *self.0)
        .await?)
    }

    async fn active_with(&mut self, permission: Permission) -> Result<Vec<ListedStaff>> {
        let rows = sqlx::query(concat!(
            "SELECT ",
            record::listed_columns!(),
            " FROM effective_permission AS may JOIN staff ON staff.id = may.staff_id
             JOIN staff_search ON staff_search.staff_id = staff.id
             LEFT JOIN staff AS provider ON provider.id = staff.primary_provider_id
             WHERE may.permission = $1 AND staff.status = $2
             ORDER BY staff_search.sort_key, staff.id"
        ))
        .bind(permission.stored())
        .bind(StaffStatus::Active.stored())
        .fetch_all(&mut *self.0)
        .await?;
        Ok(rows.iter().map(record::listed_in).collect::<Result<_, _>>()?)
    }

    async fn add(&mut self, people: &[NewStaff]) -> Result<()> {
        add::add(self.0, people).await
    }

    async fn update(
        &mut self,
        id: &StaffId,
        version: u64,
        changes: &StaffChanges,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome> {
        let Some(before) = self.get(id).await? else {
            return Ok(UpdateOutcome::NotFound);
        };
        update::update(self.0, &before, version, changes, now).await
    }

    async fn change_power(
        &mut self,
        id: &StaffId,
        version: u64,
        role: &RoleId,
        own: &OwnPermissions,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome> {
        power::change(self.0, id, version, role, own, now).await
    }

    async fn set_email(&mut self, id: &StaffId, email: &str, now: UnixSeconds) -> Result<()> {
        let before = self.get(id).await?.ok_or(sqlx::Error::RowNotFound)?;
        email::set_email(self.0, &before, email, now).await
    }

    async fn change_settings(
        &mut self,
        id: &StaffId,
        version: u64,
        changes: &SettingsChanges,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome> {
        if self.get(id).await?.is_none() {
            return Ok(UpdateOutcome::NotFound);
        }
        settings::change(self.0, id, version, changes, now).await
    }

    async fn set_pin(&mut self, id: &StaffId, sealed: &[u8], now: UnixSeconds) -> Result<()> {
        settings::set_pin(self.0, id, sealed, now).await
    }

    async fn pins_in_clear(&mut self) -> Result<Vec<(StaffId, String)>> {
        settings::pins_in_clear(self.0).await
    }

    async fn seal_pin(&mut self, id: &StaffId, sealed: &[u8]) -> Result<()> {
        settings::seal_pin(self.0, id, sealed).await
    }

    async fn set_status(&mut self, id: &StaffId, status: StaffStatus, now: UnixSeconds) -> Result<bool> {
        let before = self.get(id).await?;
        let updated = sqlx::query(
            "UPDATE staff SET status = $2, frozen_at = NULL, version = version + 1, updated_at = $3
             WHERE id = $1 AND status <> $2",
        )
        .bind(id.as_str())
        .bind(status.stored())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        self.moved(before.as_ref(), status, updated.rows_affected()).await
    }

    async fn freeze(&mut self, id: &StaffId, now: UnixSeconds) -> Result<bool> {
        let before = self.get(id).await?;
        let frozen = sqlx::query(
            "UPDATE staff
             SET status = 'inactive', frozen_at = $2, password_hash = NULL,
                 credential_version = credential_version + 1, version = version + 1, updated_at = $2
             WHERE id = $1 AND status = 'active'",
        )
        .bind(id.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        self.moved(before.as_ref(), StaffStatus::Inactive, frozen.rows_affected()).await
    }

    async fn note_sign_in(&mut self, id: &StaffId, now: UnixSeconds) -> Result<()> {
        sqlx::query(
            "UPDATE staff SET last_sign_in_at = $2
             WHERE id = $1 AND (last_sign_in_at IS NULL OR last_sign_in_at < $2)",
        )
        .bind(id.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(())
    }

    async fn reopen(&mut self, id: &StaffId, now: UnixSeconds) -> Result<bool> {
        let before = self.get(id).await?;
        let reopened = sqlx::query(
            "UPDATE staff
             SET status = 'pending', frozen_at = NULL, password_hash = NULL,
                 credential_version = credential_version + 1, version = version + 1, updated_at = $2
             WHERE id = $1 AND status = 'inactive'",
        )
        .bind(id.as_str())
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        self.moved(before.as_ref(), StaffStatus::Pending, reopened.rows_affected()).await
    }

    async fn credential_by_username(&mut self, username: &str) -> Result<Option<Credential>> {
        let row = sqlx::query(
            "SELECT id, password_hash, credential_version, status FROM staff WHERE username_key = $1",
        )
        .bind(identity_key(username))
        .fetch_optional(&mut *self.0)
        .await?;
        Ok(row.as_ref().map(credential_in).transpose()?)
    }

    async fn credential(&mut self, id: &StaffId) -> Result<Option<Credential>> {
        let row =
            sqlx::query("SELECT id, password_hash, credential_version, status FROM staff WHERE id = $1")
                .bind(id.as_str())
                .fetch_optional(&mut *self.0)
                .await?;
        Ok(row.as_ref().map(credential_in).transpose()?)
    }

    async fn replace_password_hash(
        &mut self,
        id: &StaffId,
        credential_version: u64,
        hash: &str,
    ) -> Result<()> {
        sqlx::query("UPDATE staff SET password_hash = $3 WHERE id = $1 AND credential_version = $2")
            .bind(id.as_str())
            .bind(credential_version.cast_signed())
            .bind(hash)
            .execute(&mut *self.0)
            .await?;
        Ok(())
    }

    async fn change_password_hash(
        &mut self,
        id: &StaffId,
        credential_version: u64,
        hash: &str,
        now: UnixSeconds,
    ) -> Result<bool> {
        let changed = sqlx::query(
            "UPDATE staff
             SET password_hash = $3, credential_version = credential_version + 1, updated_at = $4
             WHERE id = $1 AND credential_version = $2 AND status = 'active'",
        )
        .bind(id.as_str())
        .bind(credential_version.cast_signed())
        .bind(hash)
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        Ok(changed.rows_affected() > 0)
    }

    async fn set_password_hash(&mut self, id: &StaffId, hash: &str, now: UnixSeconds) -> Result<()> {
        let updated = sqlx::query(
            "UPDATE staff
             SET password_hash = $2, credential_version = credential_version + 1, updated_at = $3
             WHERE id = $1",
        )
        .bind(id.as_str())
        .bind(hash)
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        if updated.rows_affected() == 0 {
            return Err(sqlx::Error::RowNotFound.into());
        }
        Ok(())
    }
}

impl SqliteStaff<'_> {
    /// Counts a person, as they were before, out of their list and into that of `status`, if a statement has moved
    /// them there. Says whether it has.
    async fn moved(&mut self, before: Option<&StaffRecord>, status: StaffStatus, rows: u64) -> Result<bool> {
        let Some(before) = before.filter(|_| rows > 0) else { return Ok(false) };
        let row = SearchRow::of(before);
        let mut counts = FragmentCounts::default();
        counts.add(&row, -1);
        counts.add_to(status, &row, 1);
        counts.keep(self.0).await?;
        Ok(true)
    }
}

/// The name of the person with this id.
pub(super) async fn name_of(connection: &mut SqliteConnection, id: &StaffId) -> Result<Option<String>> {
    let row = sqlx::query("SELECT first_name, last_name FROM staff WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(connection)
        .await?;
    let name = |row: SqliteRow| Ok(full_name(row.try_get("first_name")?, row.try_get("last_name")?));
    row.map(name).transpose()
}

fn credential_in(row: &SqliteRow) -> Result<Credential, sqlx::Error> {
    Ok(Credential {
        staff_id: StaffId::new(row.try_get::<String, _>("id")?),
        password_hash: row.try_get("password_hash")?,
        credential_version: row.try_get("credential_version")?,
        status: stored_text::get(row, "status")?,
    })
}
