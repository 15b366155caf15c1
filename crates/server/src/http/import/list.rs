//! `list_imports`: one's own imports.

use super::shown;
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::Import;
use staffroom_contract::paths::template;

refusals!(Refusals: ADMINISTRATOR);

/// How many are listed.
const AT_MOST: u32 = 20;

/// One's own imports of the last 30 days, the newest first; at most 20.
#[utoipa::path(
    get,
    path = template::IMPORTS,
    operation_id = "list_imports",
    tag = "imports",
    security(("session" = [])),
    responses((status = 200, description = "The imports.", body = Vec<Import>), Refusals),
)]
pub(super) async fn list_imports(
    administrator: Administrator,
    State(context): State<Context>,
) -> Result<Json<Vec<Import>>, Refusal> {
    let mut transaction = context.store.read().await?;
    let imports = transaction.imports().list_of(administrator.id(), AT_MOST).await?;
    Ok(Json(imports.into_iter().map(shown::import).collect()))
}
