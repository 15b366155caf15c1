//! `create_role`: a role of the practice's own.

use super::caller::FreshRoleManager;
use super::{permission_names, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::openapi::{BODY, FRESH, PERMITTED, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::rank;
use crate::http::refusal::Refusal;
use crate::random;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{CreateRole, ProblemCode, RoleId, RoleSummary};
use staffroom_store::NewRole;

refusals!(Refusals: PERMITTED, FRESH, UNSAFE, BODY, &[ProblemCode::BeyondYou]);

/// Makes a role. It allows nothing that whoever makes it may not do themselves.
#[utoipa::path(
    post,
    path = template::ROLES,
    operation_id = "create_role",
    tag = "roles",
    security(("session" = [])),
    request_body = CreateRole,
    responses(
        (
            status = 201,
            description = "The role.",
            body = RoleSummary,
            headers(("ETag" = String, description = "The role's version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn create_role(
    manager: FreshRoleManager,
    State(context): State<Context>,
    JsonBody(request): JsonBody<CreateRole>,
) -> Result<(StatusCode, Versioned<RoleSummary>), Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;

    let mut transaction = context.store.write().await?;
    let asker = manager.by_now(&mut *transaction).await?;
    rank::must_have_all(&asker, &request.permissions)?;
    let now = context.clock.now();
    let role = NewRole {
        id: RoleId::new(random::id()?),
        name: request.name,
        based_on: request.based_on,
        permissions: request.permissions.into_iter().collect(),
        created_at: now,
    };
    transaction.roles().add(&role).await?;
    let act = Act::of(Event::RoleCreated).with(json!({
        "role": role.name,
        "based_on": role.based_on.name(),
        "permissions": permission_names(&role.permissions),
    }));
    manager.record(&mut *transaction, act, now).await?;
    let body = shown(&mut *transaction, &role.id).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, Versioned { version: body.version, body }))
}
