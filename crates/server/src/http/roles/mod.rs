//! Roles: what people who do the same work may do.

mod caller;
mod create;
mod list;
mod retire;
mod update;

use super::refusal::Refusal;
use crate::context::Context;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use staffroom_contract::{Permission, ProblemCode, RoleId, RoleSummary};
use staffroom_store::{ListedRole, RoleRecord, Transaction};
use std::collections::BTreeSet;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_roles, create::create_role))
        .routes(routes!(update::update_role, retire::retire_role))
}

/// Permissions as a row of the audit log has them.
pub(super) fn permission_names(permissions: &BTreeSet<Permission>) -> String {
    permissions.iter().map(|permission| permission.name()).collect::<Vec<_>>().join(", ")
}

/// The id in a path. What cannot be one is no role's.
struct PathId(RoleId);

impl FromRequestParts<Context> for PathId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let id = Path::<RoleId>::from_request_parts(parts, context).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ProblemCode::NotFound.into())
    }
}

/// The role of the practice's own with this id: the system roles stay as they are.
async fn own_role(transaction: &mut dyn Transaction, id: &RoleId) -> Result<RoleRecord, Refusal> {
    let role = transaction.roles().get(id).await?.ok_or(ProblemCode::NotFound)?;
    if role.is_system() { Err(ProblemCode::SystemRole.into()) } else { Ok(role) }
}

/// A role as answers show it, read anew.
async fn shown(transaction: &mut dyn Transaction, id: &RoleId) -> Result<RoleSummary, Refusal> {
    let roles = transaction.roles().list().await?;
    let role = roles.into_iter().find(|listed| listed.role.id == *id);
    role.map(summary).ok_or_else(|| ProblemCode::NotFound.into())
}

fn summary(ListedRole { role, people }: ListedRole) -> RoleSummary {
    RoleSummary {
        id: role.id,
        name: role.name,
        based_on: role.based_on,
        permissions: role.permissions.into_iter().collect(),
        people,
        version: role.version,
    }
}
