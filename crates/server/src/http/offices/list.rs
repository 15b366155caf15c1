//! `list_offices`: where people work.

use super::shown;
use crate::context::Context;
use crate::http::caller::Manager;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::Office;
use staffroom_contract::paths::template;

refusals!(Refusals: PERMITTED);

/// Every office by name, the closed ones behind the open ones.
#[utoipa::path(
    get,
    path = template::OFFICES,
    operation_id = "list_offices",
    tag = "offices",
    security(("session" = [])),
    responses((status = 200, description = "The offices.", body = Vec<Office>), Refusals),
)]
pub(super) async fn list_offices(
    manager: Manager,
    State(context): State<Context>,
) -> Result<Json<Vec<Office>>, Refusal> {
    let mut transaction = context.store.read().await?;
    let offices = transaction.offices().list().await?;
    Ok(Json(offices.into_iter().map(|office| shown(office, &manager.person)).collect()))
}
