//! `retry_bulk`: what failed or was stopped is tried again.

use super::{PathId, none_may_run, own, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, FRESH, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, BulkId, ProblemCode};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE,
    &[ProblemCode::NotFound, ProblemCode::BulkRunning, ProblemCode::NothingFailed]
);

/// Begins to try again what failed or was stopped. Only whoever began the bulk act can, and their rights by now count.
#[utoipa::path(
    post,
    path = template::BULK_RETRY,
    operation_id = "retry_bulk",
    tag = "bulk",
    security(("session" = [])),
    params(("id" = BulkId, Path, description = "The bulk act.")),
    responses((status = 202, description = "It goes on.", body = Bulk), Refusals),
)]
pub(super) async fn retry_bulk(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<(StatusCode, Json<Bulk>), Refusal> {
    let mut transaction = context.store.write().await?;
    let asks = administrator.by_now(&mut *transaction).await?;
    let bulk = own(&mut *transaction, administrator.id(), &id).await?;
    none_may_run(&mut *transaction, administrator.id()).await?;
    let credential = transaction.staff().credential(administrator.id()).await?;
    let version = credential.ok_or(ProblemCode::SignedOut)?.credential_version;
    let source = administrator.source().kept();
    let people = transaction.bulk().retry(&bulk.id, version, &source).await?;
    if people == 0 {
        return Err(ProblemCode::NothingFailed.into());
    }
    let details = json!({ "bulk_id": bulk.id, "act": bulk.act.kind().name(), "people": people });
    let act = Act::of(Event::BulkRetried).with(details);
    administrator.record(&mut *transaction, act, context.clock.now()).await?;
    let again = transaction.bulk().get(&id).await?.ok_or(ProblemCode::Internal)?;
    let again = shown::bulk(&mut *transaction, again, &asks).await?;
    transaction.commit().await?;
    context.bulk_waits.notify_one();
    Ok((StatusCode::ACCEPTED, Json(again)))
}
