use super::fragments::FragmentCounts;
use super::offices;
use super::search_row::SearchRow;
use crate::Result;
use crate::fold::identity_key;
use crate::sqlite::stored_text::StoredText;
use crate::staff::NewStaff;
use sqlx::{QueryBuilder, SqliteConnection};

/// How many people one statement adds. SQLite takes 32,766 parameters in one; a person has 24.
const BATCH: usize = 500;

/// See [`crate::StaffRepository::add`].
pub(super) async fn add(connection: &mut SqliteConnection, people: &[NewStaff]) -> Result<()> {
    for batch in people.chunks(BATCH) {
        add_records(connection, batch).await?;
    }
    let records = people.iter().map(|person| &person.record);
    let pairs: Vec<_> = records
        .flat_map(|record| record.offices.iter().map(|office| (&record.listed.id, &office.id)))
        .collect();
    offices::add(connection, &pairs).await?;
    let mut counts = FragmentCounts::default();
    let mut rows: Vec<_> = people.iter().map(|person| SearchRow::of(&person.record)).collect();
    for row in &rows {
        counts.add(row, 1);
    }
    // Namesakes who stand together in the file are found together.
    rows.sort_unstable_by(|one, other| one.sort_key.cmp(&other.sort_key));
    for batch in rows.chunks(BATCH) {
        add_search_rows(connection, batch).await?;
    }
    counts.keep(connection).await
}

async fn add_records(connection: &mut SqliteConnection, people: &[NewStaff]) -> Result<()> {
    let mut sql = QueryBuilder::new(
        "INSERT INTO staff (id, first_name, last_name, username, username_key, email, email_key, cell_phone,
             home_phone, primary_provider_id, role, status, care_team_role_code, care_team_role_display,
             care_team_identifier, app_unlock_pin_sealed, enable_email_update, restrict_offices,
             send_daily_billing_report, password_hash, last_sign_in_at, version,
             created_at, updated_at) ",
    );
    sql.push_values(people, |mut row, person| {
        let record = &person.record;
        let listed = &record.listed;
        let care_team_role = record.care_team_role.as_ref();
        row.push_bind(listed.id.as_str())
            .push_bind(&listed.first_name)
            .push_bind(&listed.last_name)
            .push_bind(&listed.username)
            .push_bind(identity_key(&listed.username))
            .push_bind(&listed.email)
            .push_bind(listed.email.as_deref().map(identity_key))
            .push_bind(&listed.cell_phone)
            .push_bind(&record.home_phone)
            .push_bind(listed.primary_provider.as_ref().map(|provider| provider.id.as_str()))
            .push_bind(listed.role.id.as_str())
            .push_bind(listed.status.stored())
            .push_bind(care_team_role.map(|role| role.code.as_str()))
            .push_bind(care_team_role.map(|role| role.display.as_str()))
            .push_bind(&record.care_team_identifier)
            .push_bind(&record.app_unlock_pin)
            .push_bind(record.enable_email_update)
            .push_bind(record.restrict_offices)
            .push_bind(record.send_daily_billing_report)
            .push_bind(&person.password_hash)
            .push_bind(listed.last_sign_in_at.map(|at| at.0))
            .push_bind(record.version.cast_signed())
            .push_bind(person.created_at.0)
            .push_bind(person.created_at.0);
    });
    sql.build().execute(connection).await?;
    Ok(())
}

async fn add_search_rows(connection: &mut SqliteConnection, rows: &[SearchRow<'_>]) -> Result<()> {
    let mut sql = QueryBuilder::new(
        "INSERT INTO staff_search (staff_id, sort_key, text, status, role, provider_id, last_sign_in_at) ",
    );
    sql.push_values(rows, |mut row, search_row| {
        row.push_bind(search_row.staff_id)
            .push_bind(&search_row.sort_key)
            .push_bind(&search_row.text)
            .push_bind(search_row.status.stored())
            .push_bind(search_row.role)
            .push_bind(search_row.provider_id)
            .push_bind(search_row.last_sign_in_at);
    });
    sql.build().execute(connection).await?;
    Ok(())
}
