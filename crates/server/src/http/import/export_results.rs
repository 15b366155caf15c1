//! `export_import_results`: what became of each row, as a file.

use super::{PathId, own, rows_for};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::csv;
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
use staffroom_contract::{ImportId, ImportRow, ProblemCode, RowProblem};
use staffroom_store::{ImportRowQuery, Store, StoreError};
use std::error::Error;
use std::sync::Arc;

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound]);

/// How many rows are read and sent at once.
const BATCH: u32 = 500;

/// The first line.
const HEADING: [&str; 5] = ["row", "result", "name", "staff_id", "problems"];

/// Every row of an import of one's own as comma-separated values (RFC 4180): its number, what became of it, whom it
/// added, and each problem as its column and its rule. Whom one may not see any more is not named. That it was handed out
/// is recorded.
#[utoipa::path(
    get,
    path = template::IMPORT_RESULTS_CSV,
    operation_id = "export_import_results",
    tag = "imports",
    security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import.")),
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
pub(super) async fn export_import_results(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<impl IntoResponse, Refusal> {
    let mut transaction = context.store.write().await?;
    let by_now = administrator.by_now(&mut *transaction).await?;
    own(&mut *transaction, &administrator, &id).await?;
    let act = Act::of(Event::ImportResultsExported).with(json!({ "import_id": id }));
    administrator.record(&mut *transaction, act, context.clock.now()).await?;
    transaction.commit().await?;
    let query = rows_for(&by_now, id, None, None, BATCH);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"import-results.csv\""),
    ];
    Ok((headers, lines(context.store, query)))
}

/// The lines, a batch at a time, each read once the one before has left.
fn lines(store: Arc<dyn Store>, query: ImportRowQuery) -> Body {
    let next = move |(heading, query): (Option<String>, Option<ImportRowQuery>)| {
        let store = Arc::clone(&store);
        async move {
            let Some(query) = query else { return Ok(None) };
            let read = async { store.read().await?.imports().rows(&query).await };
            let rows = read.await.inspect_err(|error| {
                tracing::error!(error = error as &dyn Error, "the results of an import were broken off");
            })?;
            let after = rows.last().map(|row| row.row);
            let lines: String = heading.into_iter().chain(rows.iter().map(line)).collect();
            let next = after.map(|after| ImportRowQuery { after: Some(after), ..query });
            Ok::<_, StoreError>(Some((lines, (None, next))))
        }
    };
    Body::from_stream(stream::try_unfold((Some(csv::heading(HEADING)), Some(query)), next))
}

fn line(row: &ImportRow) -> String {
    let problems: Vec<_> = row.problems.iter().map(words).collect();
    let id = row.staff_id.as_ref().map(ToString::to_string).unwrap_or_default();
    let name = row.full_name.as_deref().unwrap_or_default();
    csv::line([row.row.to_string().as_str(), row.state.name(), name, &id, &problems.join("; ")])
}

/// A problem in the words of the API.
fn words(problem: &RowProblem) -> String {
    let what = match problem {
        RowProblem::Cell(problem) => {
            let rule = serde_json::to_value(problem.rule).ok();
            let rule = rule.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
            match &problem.taken_by {
                Some(name) => format!("{rule} ({name})"),
                None => rule,
            }
        }
        RowProblem::SameAs { row, .. } => format!("same_as_row {row}"),
        RowProblem::NotAllowed { code, .. } => code.name().to_owned(),
        RowProblem::ServerFailed => "server_failed".to_owned(),
        RowProblem::OtherCells { found, expected } => format!("{found} cells instead of {expected}"),
    };
    match problem.column() {
        Some(column) => format!("{column}: {what}"),
        None => what,
    }
}
