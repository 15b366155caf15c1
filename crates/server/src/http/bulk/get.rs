//! `get_bulk`: how far a bulk act is.

use super::{PathId, seen, shown};
use crate::context::Context;
use crate::http::caller::AdministratorOrAuditor;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, BulkId, ProblemCode};

refusals!(Refusals: PERMITTED, &[ProblemCode::NotFound]);

/// A bulk act by now, for whoever began it and for those who may read the audit log.
#[utoipa::path(
    get,
    path = template::BULK_ACT,
    operation_id = "get_bulk",
    tag = "bulk",
    security(("session" = [])),
    params(("id" = BulkId, Path, description = "The bulk act.")),
    responses((status = 200, description = "The bulk act.", body = Bulk), Refusals),
)]
pub(super) async fn get_bulk(
    caller: AdministratorOrAuditor,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Json<Bulk>, Refusal> {
    let mut transaction = context.store.read().await?;
    let bulk = seen(&mut *transaction, &caller, &id).await?;
    Ok(Json(shown::bulk(&mut *transaction, bulk, &caller.person).await?))
}
