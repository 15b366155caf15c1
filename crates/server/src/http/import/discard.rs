//! `discard_import`: a check that nobody wants to confirm.

use super::{PathId, own};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ImportId, ProblemCode};

refusals!(
    Refusals: ADMINISTRATOR, UNSAFE,
    &[ProblemCode::NotFound, ProblemCode::ImportConfirmed]
);

/// Forgets an import of one's own that waits to be confirmed, with all that its file said.
#[utoipa::path(
    delete,
    path = template::IMPORT,
    operation_id = "discard_import",
    tag = "imports",
    security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 204, description = "It is forgotten."), Refusals),
)]
pub(super) async fn discard_import(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    administrator.by_now(&mut *transaction).await?;
    own(&mut *transaction, &administrator, &id).await?;
    if !transaction.imports().discard(&id).await? {
        return Err(ProblemCode::ImportConfirmed.into());
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
