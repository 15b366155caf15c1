//! `export_bulk_results`: what became of each person, as a file.

use super::{PathId, seen};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::csv;
use crate::http::caller::AdministratorOrAuditor;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{BulkId, BulkReason, ProblemCode, StaffId};
use staffroom_store::{BulkItem, BulkItemQuery, BulkRecord, Store, StoreError};
use std::error::Error;
use std::sync::Arc;

refusals!(Refusals: PERMITTED, &[ProblemCode::NotFound]);

/// How many people are read and sent at once.
const BATCH: u32 = 500;

/// The first line.
const HEADING: [&str; 7] = ["number", "staff_id", "name", "act", "result", "reason", "at"];

/// What became of each person as comma-separated values (RFC 4180), in the order of their turns. Whoever asks is told no
/// name of anybody of whom they may not know by now. That it was handed out is recorded before the first row leaves.
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
    let caller = caller.by_now(&mut *transaction).await?;
    let bulk = seen(&mut *transaction, &caller, &id).await?;
    let act = Act::of(Event::BulkResultsExported).with(json!({ "bulk_id": bulk.id }));
    caller.record(&mut *transaction, act, context.clock.now()).await?;
    transaction.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"bulk-results.csv\""),
    ];
    Ok((headers, lines(context.store, bulk, caller.restricted().cloned())))
}

/// The lines, a batch at a time, each read once the one before has left: nobody's computer keeps a state of the
/// database for as long as it loads.
fn lines(store: Arc<dyn Store>, bulk: BulkRecord, named_within_reach_of: Option<StaffId>) -> Body {
    let first = BulkItemQuery { limit: BATCH, named_within_reach_of, ..BulkItemQuery::default() };
    let next = move |(text, query): (String, BulkItemQuery)| {
        let (store, bulk) = (Arc::clone(&store), bulk.clone());
        async move {
            let items = batch(store.as_ref(), &bulk.id, &query).await.inspect_err(|error| {
                tracing::error!(error = error as &dyn Error, "an export of results was broken off");
            })?;
            let Some(last) = items.last() else {
                let rest = (String::new(), query);
                return Ok((!text.is_empty()).then_some((text, rest)));
            };
            let rest = (String::new(), BulkItemQuery { after: Some(last.number), ..query });
            let act = bulk.act.kind().name();
            let text = items.iter().fold(text, |text, item| text + &line(item, act));
            Ok::<_, StoreError>(Some((text, rest)))
        }
    };
    Body::from_stream(stream::try_unfold((csv::heading(HEADING), first), next))
}

async fn batch(store: &dyn Store, id: &BulkId, query: &BulkItemQuery) -> Result<Vec<BulkItem>, StoreError> {
    store.read().await?.bulk().list_items(id, query).await
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
