//! `list_import_rows`: what is wrong with which row, or what became of it.

use super::{PathId, own, rows_for};
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{FieldProblem, FieldRule, ImportId, ImportRowPage, ListImportRows, ProblemCode};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound, ProblemCode::InvalidFields]);

/// A page of the rows of an import of one's own, in the order of the file. Whom one may not see any more is not named.
#[utoipa::path(
    get,
    path = template::IMPORT_ROWS,
    operation_id = "list_import_rows",
    tag = "imports",
    security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import."), ListImportRows),
    responses((status = 200, description = "A page of rows.", body = ImportRowPage), Refusals),
)]
pub(super) async fn list_import_rows(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
    Query(ListImportRows { state, after, limit }): Query<ListImportRows>,
) -> Result<Json<ImportRowPage>, Refusal> {
    let limit = limit.unwrap_or(ListImportRows::DEFAULT_LIMIT);
    if !(1..=ListImportRows::MAX_LIMIT).contains(&limit) {
        return Err(FieldProblem::new("limit", FieldRule::WrongType).into());
    }
    let mut transaction = context.store.read().await?;
    own(&mut *transaction, &administrator, &id).await?;
    // One more tells whether there are more.
    let query = rows_for(&administrator.person, id, state, after, limit + 1);
    let mut items = transaction.imports().rows(&query).await?;
    let has_more = items.len() > limit as usize;
    items.truncate(limit as usize);
    Ok(Json(ImportRowPage { next: items.last().filter(|_| has_more).map(|row| row.row), items }))
}
