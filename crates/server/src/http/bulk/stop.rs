//! `stop_bulk`: nobody who still waits has their turn.

use super::{PathId, own, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, BulkId, BulkReason, ProblemCode};

refusals!(Refusals: ADMINISTRATOR, UNSAFE, &[ProblemCode::NotFound]);

/// Ends a bulk act before everybody had their turn. What was done stays; whoever still waited is `stopped`, and
/// can be tried again by `retry_bulk`. One that has ended already stays as it is.
///
/// Only whoever began it can. It does not need their password again: it does nothing to anybody, and whoever sees
/// something go wrong is not to be held up.
#[utoipa::path(
    post,
    path = template::BULK_STOP,
    operation_id = "stop_bulk",
    tag = "bulk",
    security(("session" = [])),
    params(("id" = BulkId, Path, description = "The bulk act.")),
    responses((status = 200, description = "It has ended.", body = Bulk), Refusals),
)]
pub(super) async fn stop_bulk(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Json<Bulk>, Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let asks = administrator.by_now(&mut *transaction).await?;
    let bulk = own(&mut *transaction, administrator.id(), &id).await?;
    let people = transaction.bulk().settle_all(&id, BulkReason::Stopped, now).await?;
    if people == 0 {
        return Ok(Json(shown::bulk(&mut *transaction, bulk, &asks).await?));
    }
    transaction.bulk().finish(&id, now).await?;
    let details = json!({ "bulk_id": bulk.id, "act": bulk.act.kind().name(), "people": people });
    let act = Act::of(Event::BulkStopped).with(details);
    administrator.record(&mut *transaction, act, now).await?;
    let stopped = own(&mut *transaction, administrator.id(), &id).await?;
    let stopped = shown::bulk(&mut *transaction, stopped, &asks).await?;
    transaction.commit().await?;
    Ok(Json(stopped))
}
