//! `retire_role`: a role that nobody holds any more is taken away.

use super::caller::FreshRoleManager;
use super::{PathId, own_role};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::openapi::{FRESH, PERMITTED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, RoleId};

refusals!(
    Refusals: PERMITTED, FRESH, UNSAFE,
    &[ProblemCode::NotFound, ProblemCode::SystemRole, ProblemCode::RoleHeld]
);

/// Takes a role away for good. Whoever is inactive holds theirs too: they may come back.
#[utoipa::path(
    delete,
    path = template::ROLE,
    operation_id = "retire_role",
    tag = "roles",
    security(("session" = [])),
    params(("id" = RoleId, Path, description = "The role.")),
    responses((status = 204, description = "There is no such role any more."), Refusals),
)]
pub(super) async fn retire_role(
    manager: FreshRoleManager,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    manager.by_now(&mut *transaction).await?;
    let role = own_role(&mut *transaction, &id).await?;
    if !transaction.roles().remove(&id).await? {
        return Err(ProblemCode::RoleHeld.into());
    }
    let act = Act::of(Event::RoleRetired).with(json!({ "role": role.name }));
    manager.record(&mut *transaction, act, context.clock.now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
