//! `export_bulk_results`: what became of each person, as a file.

use super::{PathId, seen};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::csv;
use crate::http::caller::AdministratorOrAuditor;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::json;
use staffroom_contract::bulk::BULK_MOST_PEOPLE;
use staffroom_contract::paths::template;
use staffroom_contract::{BulkId, BulkReason, ProblemCode};
use staffroom_store::{BulkItem, BulkItemQuery};

refusals!(Refusals: PERMITTED, &[ProblemCode::NotFound]);

/// The first line.
const HEADING: [&str; 7] = ["number", "staff_id", "name", "act", "result", "reason", "at"];

/// What became of each person as comma-separated values (RFC 4180), in the order of their turns. That it was handed out
/// is recorded.
#[utoipa::path(
    get,
    path = template::BULK_RESULTS_CSV,
    operation_id = "export_bulk_results",
    tag = "bulk",
    security(("session" = [])),
    params(("id" = BulkId, Path, description = "The bulk act.")),
    responses(
        (
            status = 200,
            description = "The rows, in UTF-8 with its mark. An apostrophe stands before what a spreadsheet takes for a formula.",
            body = String,
            content_type = "text/csv",
            headers(("Content-Disposition" = String, description = "A name for the file.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn export_bulk_results(
    caller: AdministratorOrAuditor,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<impl IntoResponse, Refusal> {
    let mut transaction = context.store.write().await?;
    let bulk = seen(&mut *transaction, &caller, &id).await?;
    let everybody = BulkItemQuery { limit: BULK_MOST_PEOPLE, ..BulkItemQuery::default() };
    let items = transaction.bulk().list_items(&bulk.id, &everybody).await?;
    let act = Act::of(Event::BulkResultsExported).with(json!({ "bulk_id": bulk.id }));
    caller.record(&mut *transaction, act, context.clock.now()).await?;
    transaction.commit().await?;
    let lines = items.iter().map(|item| line(item, bulk.act.kind().name()));
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"bulk-results.csv\""),
    ];
    Ok((headers, csv::heading(HEADING) + &lines.collect::<String>()))
}

fn line(item: &BulkItem, act: &str) -> String {
    csv::line([
        &*item.number.to_string(),
        item.person.staff_id.as_str(),
        item.person.full_name.as_deref().unwrap_or_default(),
        act,
        item.state.name(),
        item.reason.map_or("", BulkReason::name),
        &item.settled_at.map(csv::moment).unwrap_or_default(),
    ])
}
