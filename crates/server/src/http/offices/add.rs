//! `add_office`: the practice has another office.

use super::{open_office, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::PracticeManager;
use crate::http::openapi::{BODY, PERMITTED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::random;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{NameOffice, Office, OfficeId};

refusals!(Refusals: PERMITTED, UNSAFE, BODY);

/// Opens an office under a name that no other open office has, without regard to case.
#[utoipa::path(
    post,
    path = template::OFFICES,
    operation_id = "add_office",
    tag = "offices",
    security(("session" = [])),
    request_body = NameOffice,
    responses((status = 201, description = "The new office.", body = Office), Refusals),
)]
pub(super) async fn add_office(
    manager: PracticeManager,
    State(context): State<Context>,
    JsonBody(request): JsonBody<NameOffice>,
) -> Result<(StatusCode, Json<Office>), Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    let now = context.clock.now();
    let id = OfficeId::new(random::id()?);
    let mut transaction = context.store.write().await?;
    let asks = manager.by_now(&mut *transaction).await?;
    transaction.offices().add(&id, &request.name, now).await?;
    let details = json!({ "office_id": id, name::NAME: request.name });
    manager.record(&mut *transaction, Act::of(Event::OfficeAdded).with(details), now).await?;
    let office = open_office(&mut *transaction, &id).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Json(shown(office, &asks))))
}
