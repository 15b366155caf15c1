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

/// Everyone who is active and a provider, by last and first name. Whoever is restricted to their offices finds those
/// only who share one with them.
#[utoipa::path(
    get,
    path = template::PROVIDERS,
    operation_id = "list_providers",
    tag = "providers",
    security(("session" = [])),
    responses((status = 200, description = "The providers.", body = Vec<Provider>), Refusals),
)]
pub(super) async fn list_providers(
    administrator: Administrator,
    State(context): State<Context>,
) -> Result<Json<Vec<Provider>>, Refusal> {
    let mut transaction = context.store.read().await?;
    let providers = transaction.staff().providers().await?;
    let Some(asker) = administrator.restricted() else { return Ok(Json(providers)) };
    let mut within_reach = Vec::new();
    for provider in providers {
        if transaction.staff().is_within_reach(asker, &provider.id).await? {
            within_reach.push(provider);
        }
    }
    Ok(Json(within_reach))
}
