//! `get_import`: how far an import has come.

use super::{PathId, own, shown};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{Import, ImportId, ProblemCode};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound]);

/// How far an import of one's own has come.
#[utoipa::path(
    get,
    path = template::IMPORT,
    operation_id = "get_import",
    tag = "imports",
    security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 200, description = "The import.", body = Import), Refusals),
)]
pub(super) async fn get_import(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Json<Import>, Refusal> {
    let mut transaction = context.store.read().await?;
    Ok(Json(shown::import(own(&mut *transaction, &administrator, &id).await?)))
}
