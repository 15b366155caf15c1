//! `close_office`: an office can be chosen no more.

use super::{PathId, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::PracticeManager;
use crate::http::openapi::{PERMITTED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use serde_json::json;
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{Office, OfficeId, ProblemCode};
use staffroom_store::{OfficeRecord, Transaction};

refusals!(Refusals: PERMITTED, UNSAFE, &[ProblemCode::NotFound]);

/// Closes an office. Whoever works there still does until they are given another one, but nobody is given it any more.
/// One that is closed stays so.
#[utoipa::path(
    post,
    path = template::OFFICE_CLOSE,
    operation_id = "close_office",
    tag = "offices",
    security(("session" = [])),
    params(("id" = OfficeId, Path, description = "The office.")),
    responses((status = 200, description = "The office as it is now.", body = Office), Refusals),
)]
pub(super) async fn close_office(
    manager: PracticeManager,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Json<Office>, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let asks = manager.by_now(&mut *transaction).await?;
    let old = office(&mut *transaction, &id).await?;
    if !transaction.offices().close(&id, now).await? {
        return Ok(Json(shown(old, &asks)));
    }
    let details = json!({ "office_id": id, name::NAME: old.name, "people": old.people });
    manager.record(&mut *transaction, Act::of(Event::OfficeClosed).with(details), now).await?;
    let new = office(&mut *transaction, &id).await?;
    transaction.commit().await?;
    Ok(Json(shown(new, &asks)))
}

/// The office with this id, open or closed.
async fn office(transaction: &mut dyn Transaction, id: &OfficeId) -> Result<OfficeRecord, Refusal> {
    transaction.offices().get(id).await?.ok_or_else(|| ProblemCode::NotFound.into())
}
