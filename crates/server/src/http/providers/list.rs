//! `list_providers`: whom a person can work with.

use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::Provider;
use staffroom_contract::paths::template;

refusals!(Refusals: ADMINISTRATOR);

/// Everyone who is active and a provider, by last and first name.
#[utoipa::path(
    get,
    path = template::PROVIDERS,
    operation_id = "list_providers",
    tag = "providers",
    security(("session" = [])),
    responses((status = 200, description = "The providers.", body = Vec<Provider>), Refusals),
)]
pub(super) async fn list_providers(
    _: Administrator,
    State(context): State<Context>,
) -> Result<Json<Vec<Provider>>, Refusal> {
    let mut transaction = context.store.read().await?;
    Ok(Json(transaction.staff().providers().await?))
}
