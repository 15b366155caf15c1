//! `export_staff`: the staff table as a file.

use super::list::query;
use super::offices::is_within_reach;
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::csv;
use crate::http::body::Query;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream;
use serde_json::{Value, json};
use staffroom_contract::paths::template;
use staffroom_contract::staff_csv::OFFICE_SEPARATOR;
use staffroom_contract::{
    ExportStaff, ProblemCode, Provider, StaffColumn, StaffId, StaffOffice, StaffStatus,
};
use staffroom_store::{StaffQuery, StaffRecord, Store, StoreError, Transaction};
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::InvalidFields]);

/// How many people are looked up at once.
const PAGE: u32 = 500;

/// How many people are read and sent at once.
const BATCH: usize = 200;

/// Everybody whom `list_staff` would list, on however many pages, as comma-separated values (RFC 4180), in the same
/// order. The columns that `check_import` reads have the names that it knows. That it was handed out is recorded before
/// the first row leaves.
#[utoipa::path(
    get,
    path = template::STAFF_CSV,
    operation_id = "export_staff",
    tag = "staff",
    security(("session" = [])),
    params(ExportStaff),
    responses(
        (
            status = 200,
            description = "The people, in UTF-8 with its mark. An apostrophe stands before what a spreadsheet takes for a formula.",
            body = String,
            content_type = "text/csv",
            headers(("Content-Disposition" = String, description = "A name for the file.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn export_staff(
    administrator: Administrator,
    State(context): State<Context>,
    Query(request): Query<ExportStaff>,
) -> Result<impl IntoResponse, Refusal> {
    let now = context.clock.now();
    let mut details = filters(&request);
    let query = query(request.into(), &administrator.person, now).map_err(Refusal::fields)?;
    let people = matching(&mut *context.store.read().await?, query).await?;
    details["people"] = json!(people.len());
    let mut transaction = context.store.write().await?;
    administrator.by_now(&mut *transaction).await?;
    administrator.record(&mut *transaction, Act::of(Event::StaffExported).with(details), now).await?;
    transaction.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"staff.csv\""),
    ];
    Ok((headers, lines(context.store, administrator, people)))
}

/// The filters that were asked for.
fn filters(request: &ExportStaff) -> Value {
    let mut filters = serde_json::to_value(request).unwrap_or_default();
    if !filters.is_object() {
        filters = json!({});
    }
    filters
}

/// Everybody who matches, in order. Who they are is settled at once; what is written of them is as of when it is
/// written, so that nobody's computer keeps a state of the database for as long as it loads.
async fn matching(
    transaction: &mut dyn Transaction,
    mut query: StaffQuery,
) -> Result<Vec<StaffId>, StoreError> {
    query.limit = PAGE;
    let mut people = Vec::new();
    loop {
        let page = transaction.staff().list(&query).await?;
        people.extend(page.items.into_iter().map(|person| person.id));
        query.after = page.next;
        if query.after.is_none() {
            return Ok(people);
        }
    }
}

/// The lines, a batch at a time, each read once the one before has left.
fn lines(store: Arc<dyn Store>, administrator: Administrator, people: Vec<StaffId>) -> Body {
    let administrator = Arc::new(administrator);
    let heading = csv::heading(StaffColumn::ALL.iter().map(|column| column.name()));
    let next = move |(text, sent): (String, usize)| {
        let (store, administrator) = (Arc::clone(&store), Arc::clone(&administrator));
        let batch: Vec<_> = people.iter().skip(sent).take(BATCH).cloned().collect();
        async move {
            if text.is_empty() && batch.is_empty() {
                return Ok(None);
            }
            let sent = sent + batch.len();
            // Whoever may not any more gets a file that is broken off, not one that looks whole.
            let lines = written(store.as_ref(), &administrator, &batch).await.map_err(|refusal| {
                refusal.log();
                tracing::warn!(code = refusal.code.name(), "an export of people was broken off");
                io::Error::other("an export of people was broken off")
            })?;
            Ok::<_, io::Error>(Some((text + &lines, (String::new(), sent))))
        }
    };
    Body::from_stream(stream::try_unfold((heading, 0), next))
}

/// The lines of those people whom the administrator may see by now.
async fn written(
    store: &dyn Store,
    administrator: &Administrator,
    batch: &[StaffId],
) -> Result<String, Refusal> {
    let mut transaction = store.read().await?;
    let asks = administrator.by_now(&mut *transaction).await?;
    let mut usernames = HashMap::new();
    let mut lines = String::new();
    for id in batch {
        if !is_within_reach(&mut *transaction, &asks, id).await? {
            continue;
        }
        let Some(person) = transaction.staff().get(id).await? else { continue };
        let provider = person.listed.primary_provider.as_ref();
        let username = match provider.map(|provider| &provider.id) {
            Some(id) if !usernames.contains_key(id) => {
                let username = username(&mut *transaction, &asks, id).await?;
                usernames.entry(id.clone()).or_insert(username).as_str()
            }
            Some(id) => usernames.get(id).map_or("", String::as_str),
            None => "",
        };
        let cells = StaffColumn::ALL.iter().map(|column| cell(&person, username, *column));
        let cells: Vec<_> = cells.collect();
        lines += &csv::line(cells.iter().map(String::as_str));
    }
    Ok(lines)
}

/// A provider's username, as far as `asks` may know of them: of others the table tells the name alone.
async fn username(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &StaffId,
) -> Result<String, StoreError> {
    if !is_within_reach(transaction, asks, id).await? {
        return Ok(String::new());
    }
    let provider = transaction.staff().get(id).await?;
    Ok(provider.map(|provider| provider.listed.username).unwrap_or_default())
}

fn cell(person: &StaffRecord, provider_username: &str, column: StaffColumn) -> String {
    let listed = &person.listed;
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    match column {
        StaffColumn::FirstName => listed.first_name.clone(),
        StaffColumn::LastName => listed.last_name.clone(),
        StaffColumn::Username => listed.username.clone(),
        StaffColumn::Email => or_empty(&listed.email),
        StaffColumn::Role => listed.role.name.clone(),
        StaffColumn::PrimaryProvider => provider_username.to_owned(),
        StaffColumn::CareTeamRoleCode => {
            person.care_team_role.as_ref().map(|role| role.code.clone()).unwrap_or_default()
        }
        StaffColumn::CareTeamIdentifier => or_empty(&person.care_team_identifier),
        StaffColumn::CellPhone => or_empty(&listed.cell_phone),
        StaffColumn::HomePhone => or_empty(&person.home_phone),
        StaffColumn::Offices => offices(&person.offices),
        StaffColumn::Status => status(listed.status).to_owned(),
        StaffColumn::PrimaryProviderName => listed
            .primary_provider
            .as_ref()
            .map(|Provider { full_name, .. }| full_name.clone())
            .unwrap_or_default(),
        StaffColumn::CareTeamRole => {
            person.care_team_role.as_ref().map(|role| role.display.clone()).unwrap_or_default()
        }
        StaffColumn::LastSignIn => listed.last_sign_in_at.map(csv::moment).unwrap_or_default(),
    }
}

/// The names of offices, as an import reads them.
fn offices(offices: &[StaffOffice]) -> String {
    let known = |office: &StaffOffice| {
        if office.name.contains(OFFICE_SEPARATOR) { office.id.to_string() } else { office.name.clone() }
    };
    offices.iter().map(known).collect::<Vec<_>>().join("; ")
}

const fn status(status: StaffStatus) -> &'static str {
    match status {
        StaffStatus::Active => "active",
        StaffStatus::Inactive => "inactive",
        StaffStatus::Pending => "pending",
    }
}
