use crate::fold::name_sort_key;
use crate::sqlite::stored_text;
use crate::staff::{ListedStaff, StaffRecord};
use crate::{HeldRole, OwnPermissions};
use sqlx::sqlite::SqliteRow;
use sqlx::types::Json;
use sqlx::{Error, Row, SqliteConnection};
use staffroom_contract::staff::full_name;
use staffroom_contract::{CodedValue, Provider, RoleId, StaffId, StaffOffice, UnixSeconds};

/// The columns that [`listed_in`] reads.
macro_rules! listed_columns {
    () => {
        "staff.id, staff.first_name, staff.last_name, staff.username, staff.email, staff.cell_phone,
         staff.role AS role_id, (SELECT role.name FROM role WHERE role.id = staff.role) AS role_name,
         (SELECT coalesce(role.based_on, role.id) FROM role WHERE role.id = staff.role) AS role_kind,
         EXISTS (SELECT 1 FROM staff_permission WHERE staff_permission.staff_id = staff.id) AS role_is_customized,
         staff.status, staff.last_sign_in_at,
         (SELECT link_expires_at FROM staff_search AS facts WHERE facts.staff_id = staff.id) AS link_expires_at,
         provider.id AS provider_id, provider.first_name AS provider_first_name,
         provider.last_name AS provider_last_name"
    };
}

/// Selects what [`record_in`] reads of a person, but for their permissions.
macro_rules! select_record {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            $crate::sqlite::staff::record::listed_columns!(),
            ", (SELECT json_group_array(permission) FROM staff_permission
                  WHERE staff_permission.staff_id = staff.id AND is_added = 1) AS added_permissions,
             (SELECT json_group_array(permission) FROM staff_permission
                  WHERE staff_permission.staff_id = staff.id AND is_added = 0) AS removed_permissions,
             staff.home_phone, staff.care_team_role_code, staff.care_team_role_display,
             staff.care_team_identifier, staff.app_unlock_pin_sealed, staff.enable_email_update,
             staff.restrict_offices, staff.send_daily_billing_report, staff.frozen_at,
             staff.version, (
                 SELECT json_group_array(
                     json_object(
                         'id', office.id, 'name', office.name,
                         'is_closed', json(iif(office.closed_at IS NULL, 'false', 'true'))
                     )
                 )
                 FROM staff_office JOIN office ON office.id = staff_office.office_id
                 WHERE staff_office.staff_id = staff.id
             ) AS offices
             FROM staff LEFT JOIN staff AS provider ON provider.id = staff.primary_provider_id ",
            $rest
        )
    };
}

pub(super) use {listed_columns, select_record};

pub(super) fn listed_in(row: &SqliteRow) -> Result<ListedStaff, Error> {
    Ok(ListedStaff {
        id: StaffId::new(row.try_get::<String, _>("id")?),
        first_name: row.try_get("first_name")?,
        last_name: row.try_get("last_name")?,
        username: row.try_get("username")?,
        email: row.try_get("email")?,
        cell_phone: row.try_get("cell_phone")?,
        primary_provider: provider_in(row)?,
        role: HeldRole {
            id: RoleId::new(row.try_get::<String, _>("role_id")?),
            name: row.try_get("role_name")?,
            kind: stored_text::get(row, "role_kind")?,
            is_customized: row.try_get("role_is_customized")?,
        },
        status: stored_text::get(row, "status")?,
        last_sign_in_at: row.try_get::<Option<i64>, _>("last_sign_in_at")?.map(UnixSeconds),
        link_expires_at: row
            .try_get::<Option<i64>, _>("link_expires_at")?
            .filter(|expires_at| *expires_at != 0)
            .map(UnixSeconds),
    })
}

/// What a person may do: everything that asks does by this view. By a subquery that names the person of its row, SQLite
/// would work it out for everybody.
const PERMISSIONS: &str =
    "SELECT json_group_array(permission) AS permissions FROM effective_permission WHERE staff_id = $1";

/// The person whom [`select_record`] has found.
pub(super) async fn read_record(
    connection: &mut SqliteConnection,
    row: Option<SqliteRow>,
) -> Result<Option<StaffRecord>, Error> {
    let Some(row) = row else { return Ok(None) };
    let id: &str = row.try_get("id")?;
    let permissions = sqlx::query(PERMISSIONS).bind(id).fetch_one(connection).await?;
    record_in(&row, &permissions).map(Some)
}

fn record_in(row: &SqliteRow, permissions: &SqliteRow) -> Result<StaffRecord, Error> {
    Ok(StaffRecord {
        listed: listed_in(row)?,
        own_permissions: OwnPermissions {
            added: stored_text::get_set(row, "added_permissions")?,
            removed: stored_text::get_set(row, "removed_permissions")?,
        },
        permissions: stored_text::get_set(permissions, "permissions")?,
        home_phone: row.try_get("home_phone")?,
        care_team_role: care_team_role_in(row)?,
        care_team_identifier: row.try_get("care_team_identifier")?,
        app_unlock_pin: row.try_get("app_unlock_pin_sealed")?,
        enable_email_update: row.try_get("enable_email_update")?,
        offices: offices_in(row)?,
        restrict_offices: row.try_get("restrict_offices")?,
        send_daily_billing_report: row.try_get("send_daily_billing_report")?,
        frozen_at: row.try_get::<Option<i64>, _>("frozen_at")?.map(UnixSeconds),
        version: row.try_get("version")?,
    })
}

fn provider_in(row: &SqliteRow) -> Result<Option<Provider>, Error> {
    let Some(id) = row.try_get::<Option<String>, _>("provider_id")? else {
        return Ok(None);
    };
    Ok(Some(Provider {
        id: StaffId::new(id),
        full_name: full_name(row.try_get("provider_first_name")?, row.try_get("provider_last_name")?),
    }))
}

fn offices_in(row: &SqliteRow) -> Result<Vec<StaffOffice>, Error> {
    let Json(mut offices) = row.try_get::<Json<Vec<StaffOffice>>, _>("offices")?;
    offices.sort_by_cached_key(|office| (name_sort_key(&office.name), office.id.clone()));
    Ok(offices)
}

fn care_team_role_in(row: &SqliteRow) -> Result<Option<CodedValue>, Error> {
    let Some(code) = row.try_get("care_team_role_code")? else {
        return Ok(None);
    };
    Ok(Some(CodedValue { code, display: row.try_get("care_team_role_display")? }))
}
