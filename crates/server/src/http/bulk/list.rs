//! `list_bulk`: the bulk acts that one has begun.

use super::shown;
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::Bulk;
use staffroom_contract::paths::template;

refusals!(Refusals: ADMINISTRATOR);

/// How many are listed.
const NEWEST: u32 = 10;

/// The newest bulk acts that whoever asks has begun, the newest first: whoever closed the page finds them again.
#[utoipa::path(
    get,
    path = template::BULK,
    operation_id = "list_bulk",
    tag = "bulk",
    security(("session" = [])),
    responses((status = 200, description = "The bulk acts.", body = Vec<Bulk>), Refusals),
)]
pub(super) async fn list_bulk(
    administrator: Administrator,
    State(context): State<Context>,
) -> Result<Json<Vec<Bulk>>, Refusal> {
    let mut transaction = context.store.read().await?;
    let mut acts = Vec::new();
    let begun = transaction.bulk().list_of(administrator.id(), NEWEST).await?;
    for bulk in begun {
        acts.push(shown::bulk(&mut *transaction, bulk, &administrator.person).await?);
    }
    Ok(Json(acts))
}
