//! `list_roles`: every role, what it allows, and how many people hold it.

use super::caller::RoleReader;
use super::summary;
use crate::context::Context;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::Roles;
use staffroom_contract::paths::template;

refusals!(Refusals: PERMITTED);

/// Every role, for whoever manages roles or accounts.
#[utoipa::path(
    get,
    path = template::ROLES,
    operation_id = "list_roles",
    tag = "roles",
    security(("session" = [])),
    responses((status = 200, description = "The system roles, then the practice's own.", body = Roles), Refusals),
)]
pub(super) async fn list_roles(
    _: RoleReader,
    State(context): State<Context>,
) -> Result<Json<Roles>, Refusal> {
    let mut transaction = context.store.read().await?;
    let roles = transaction.roles().list().await?;
    Ok(Json(Roles { items: roles.into_iter().map(summary).collect() }))
}
