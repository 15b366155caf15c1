//! `rename_office`: an office is called something else.

use super::{PathId, open_office, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::PracticeManager;
use crate::http::openapi::{BODY, PERMITTED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use serde_json::json;
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{NameOffice, Office, OfficeId, ProblemCode};

refusals!(Refusals: PERMITTED, UNSAFE, BODY, &[ProblemCode::NotFound]);

/// Gives an open office a name that no other open office has, without regard to case.
#[utoipa::path(
    patch,
    path = template::OFFICE,
    operation_id = "rename_office",
    tag = "offices",
    security(("session" = [])),
    params(("id" = OfficeId, Path, description = "The office.")),
    request_body = NameOffice,
    responses((status = 200, description = "The office as it is now.", body = Office), Refusals),
)]
pub(super) async fn rename_office(
    manager: PracticeManager,
    State(context): State<Context>,
    PathId(id): PathId,
    JsonBody(request): JsonBody<NameOffice>,
) -> Result<Json<Office>, Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    let mut transaction = context.store.write().await?;
    let asks = manager.by_now(&mut *transaction).await?;
    let old = open_office(&mut *transaction, &id).await?;
    if old.name == request.name {
        return Ok(Json(shown(old, &asks)));
    }
    transaction.offices().rename(&id, &request.name).await?;
    let details = json!({ "office_id": id, name::NAME: { "old": old.name, "new": request.name } });
    let act = Act::of(Event::OfficeRenamed).with(details);
    manager.record(&mut *transaction, act, context.clock.now()).await?;
    let new = open_office(&mut *transaction, &id).await?;
    transaction.commit().await?;
    Ok(Json(shown(new, &asks)))
}
