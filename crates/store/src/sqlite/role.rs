use super::stored_text::{self, StoredText};
use crate::fold::identity_key;
use crate::role::{ListedRole, NewRole, RoleRecord, RoleRepository};
use crate::{Result, UpdateOutcome};
use async_trait::async_trait;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, SqliteConnection};
use staffroom_contract::{Permission, RoleId, UnixSeconds};
use std::collections::BTreeSet;

pub(super) struct SqliteRoles<'t>(pub(super) &'t mut SqliteConnection);

/// Selects what [`role_in`] reads.
macro_rules! select_role {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT role.id, role.name, role.based_on, role.version,
                 (SELECT json_group_array(permission) FROM role_permission WHERE role_id = role.id) AS permissions",
            $columns,
            " FROM role ",
            $rest
        )
    };
}

#[async_trait]
impl RoleRepository for SqliteRoles<'_> {
    async fn get(&mut self, id: &RoleId) -> Result<Option<RoleRecord>> {
        let row = sqlx::query(select_role!("", "WHERE role.id = $1"))
            .bind(id.as_str())
            .fetch_optional(&mut *self.0)
            .await?;
        Ok(row.as_ref().map(role_in).transpose()?)
    }

    async fn list(&mut self) -> Result<Vec<ListedRole>> {
        let rows = sqlx::query(select_role!(
            ", (SELECT count(*) FROM staff WHERE staff.role = role.id) AS people",
            "ORDER BY role.based_on IS NOT NULL, role.name_key"
        ))
        .fetch_all(&mut *self.0)
        .await?;
        let listed = |row: &SqliteRow| Ok(ListedRole { role: role_in(row)?, people: row.try_get("people")? });
        rows.iter().map(listed).collect()
    }

    async fn add(&mut self, role: &NewRole) -> Result<()> {
        sqlx::query(
            "INSERT INTO role (id, name, name_key, based_on, version, created_at, updated_at)
             VALUES ($1, $2, $3, $4, 1, $5, $5)",
        )
        .bind(role.id.as_str())
        .bind(&role.name)
        .bind(identity_key(&role.name))
        .bind(role.based_on.key())
        .bind(role.created_at.0)
        .execute(&mut *self.0)
        .await?;
        self.allow(&role.id, &role.permissions).await
    }

    async fn update(
        &mut self,
        id: &RoleId,
        version: u64,
        name: &str,
        permissions: &BTreeSet<Permission>,
        now: UnixSeconds,
    ) -> Result<UpdateOutcome> {
        let updated = sqlx::query(
            "UPDATE role SET name = $3, name_key = $4, version = version + 1, updated_at = $5
             WHERE id = $1 AND version = $2 AND based_on IS NOT NULL",
        )
        .bind(id.as_str())
        .bind(version.cast_signed())
        .bind(name)
        .bind(identity_key(name))
        .bind(now.0)
        .execute(&mut *self.0)
        .await?;
        if updated.rows_affected() == 0 {
            let is_there = self.get(id).await?.is_some_and(|role| !role.is_system());
            return Ok(if is_there { UpdateOutcome::StaleVersion } else { UpdateOutcome::NotFound });
        }
        sqlx::query("DELETE FROM role_permission WHERE role_id = $1")
            .bind(id.as_str())
            .execute(&mut *self.0)
            .await?;
        self.allow(id, permissions).await?;
        Ok(UpdateOutcome::Updated)
    }

    async fn remove(&mut self, id: &RoleId) -> Result<bool> {
        let removed = sqlx::query(
            "DELETE FROM role WHERE id = $1 AND based_on IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM staff WHERE staff.role = role.id)",
        )
        .bind(id.as_str())
        .execute(&mut *self.0)
        .await?;
        Ok(removed.rows_affected() > 0)
    }

    async fn is_held_beyond(&mut self, id: &RoleId, permissions: &BTreeSet<Permission>) -> Result<bool> {
        let mut sql = QueryBuilder::new(
            "SELECT EXISTS (SELECT 1 FROM staff JOIN effective_permission AS may ON may.staff_id = staff.id
             WHERE staff.role = ",
        );
        sql.push_bind(id.as_str()).push(" AND may.permission NOT IN (");
        let mut list = sql.separated(", ");
        for permission in permissions {
            list.push_bind(permission.stored());
        }
        list.push_unseparated("))");
        Ok(sql.build_query_scalar().fetch_one(&mut *self.0).await?)
    }
}

impl SqliteRoles<'_> {
    async fn allow(&mut self, id: &RoleId, permissions: &BTreeSet<Permission>) -> Result<()> {
        for permission in permissions {
            sqlx::query("INSERT INTO role_permission (role_id, permission) VALUES ($1, $2)")
                .bind(id.as_str())
                .bind(permission.stored())
                .execute(&mut *self.0)
                .await?;
        }
        Ok(())
    }
}

fn role_in(row: &SqliteRow) -> Result<RoleRecord, sqlx::Error> {
    Ok(RoleRecord {
        id: RoleId::new(row.try_get::<String, _>("id")?),
        name: row.try_get("name")?,
        based_on: stored_text::get_optional(row, "based_on")?,
        permissions: stored_text::get_set(row, "permissions")?,
        version: row.try_get("version")?,
    })
}
