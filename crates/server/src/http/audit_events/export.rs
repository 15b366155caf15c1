//! `export_audit_events`: the audit log as a file.

use super::{csv, reach_of};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::Auditor;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use futures_util::stream;
use serde_json::{Value, json};
use staffroom_contract::paths::template;
use staffroom_contract::{ExportAuditEvents, ProblemCode};
use staffroom_store::{AuditQuery, Store, StoreError};
use std::error::Error;
use std::sync::Arc;

refusals!(Refusals: PERMITTED, &[ProblemCode::InvalidFields]);

/// How many rows are read and sent at once.
const BATCH: u32 = 500;

/// The whole audit log as comma-separated values (RFC 4180), newest first, each row with its hash; what is about those
/// whom the asker sees, if they are restricted to their offices. That it was handed out is recorded before the first
/// row leaves.
#[utoipa::path(
    get,
    path = template::AUDIT_EVENTS_CSV,
    operation_id = "export_audit_events",
    tag = "audit-events",
    security(("session" = [])),
    params(ExportAuditEvents),
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
pub(super) async fn export_audit_events(
    auditor: Auditor,
    State(context): State<Context>,
    Query(request): Query<ExportAuditEvents>,
) -> Result<impl IntoResponse, Refusal> {
    let details = details(&request);
    let ExportAuditEvents { actor, subject, event, result, from, until } = request;
    let event = event.map(Event::name);
    let mut transaction = context.store.write().await?;
    let auditor = auditor.by_now(&mut *transaction).await?;
    let within = reach_of(&auditor);
    let query = AuditQuery { actor, subject, event, result, from, until, within, after: None, limit: BATCH };
    let act = Act::of(Event::AuditEventsExported).with(details);
    auditor.record(&mut *transaction, act, context.clock.now()).await?;
    transaction.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"audit-events.csv\""),
    ];
    Ok((headers, lines(context.store, query)))
}

/// The filters that were asked for.
fn details(request: &ExportAuditEvents) -> Value {
    let ExportAuditEvents { actor, subject, event, result, from, until } = request;
    let filters = [
        ("actor", json!(actor)),
        ("subject", json!(subject)),
        ("event", json!(event)),
        ("result", json!(result)),
        ("from", json!(from)),
        ("until", json!(until)),
    ];
    let given = filters.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(given.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The lines, a batch at a time, each read once the one before has left. No transaction is held meanwhile: rows
/// do not change, and new ones come before those that were sent already.
fn lines(store: Arc<dyn Store>, query: AuditQuery) -> Body {
    let next = move |(text, query): (String, Option<AuditQuery>)| {
        let store = Arc::clone(&store);
        async move {
            let Some(query) = query else {
                return Ok(None);
            };
            let (lines, query) = batch(store.as_ref(), query).await.inspect_err(|error| {
                tracing::error!(error = error as &dyn Error, "an export of the audit log was broken off");
            })?;
            Ok::<_, StoreError>(Some((text + &lines, (String::new(), query))))
        }
    };
    Body::from_stream(stream::try_unfold((csv::heading(), Some(query)), next))
}

/// The next lines, and what to ask for after them.
async fn batch(store: &dyn Store, query: AuditQuery) -> Result<(String, Option<AuditQuery>), StoreError> {
    let page = store.read().await?.audit().list(&query).await?;
    let after = page.items.last().filter(|_| page.has_more).map(|record| record.number);
    let lines = page.items.iter().map(csv::line).collect();
    Ok((lines, after.map(|after| AuditQuery { after: Some(after), ..query })))
}
