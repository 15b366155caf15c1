//! `update_role`: another name for a role, or other permissions for everybody who holds it.

use super::caller::FreshRoleManager;
use super::{PathId, own_role, permission_names, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::openapi::{BODY, FRESH, PERMITTED, UNSAFE, refusals};
use crate::http::precondition::{IfMatch, Versioned};
use crate::http::rank;
use crate::http::refusal::Refusal;
use axum::extract::State;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{Permission, ProblemCode, RoleId, RoleSummary, UpdateRole};
use staffroom_store::{RoleRecord, StaffRecord, Transaction, UpdateOutcome};
use std::collections::BTreeSet;

refusals!(
    Refusals: PERMITTED, FRESH, UNSAFE, BODY,
    &[
        ProblemCode::BeyondYou,
        ProblemCode::OutranksYou,
        ProblemCode::NotFound,
        ProblemCode::SystemRole,
        ProblemCode::Yourself,
        ProblemCode::LastAdministrator,
        ProblemCode::VersionRequired,
        ProblemCode::StaleVersion,
    ]
);

/// Changes a role that still has the version that the change was made for. What it allows holds for everybody who
/// holds it, from their next request on.
#[utoipa::path(
    put,
    path = template::ROLE,
    operation_id = "update_role",
    tag = "roles",
    security(("session" = [])),
    params(
        ("id" = RoleId, Path, description = "The role."),
        ("If-Match" = String, Header, description = "The version that the change was made for, such as `\"3\"`."),
    ),
    request_body = UpdateRole,
    responses(
        (
            status = 200,
            description = "The role as it is now.",
            body = RoleSummary,
            headers(("ETag" = String, description = "The role's new version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn update_role(
    manager: FreshRoleManager,
    State(context): State<Context>,
    PathId(id): PathId,
    if_match: IfMatch,
    JsonBody(request): JsonBody<UpdateRole>,
) -> Result<Versioned<RoleSummary>, Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    let versions = if_match.versions()?;

    let mut transaction = context.store.write().await?;
    let asker = manager.by_now(&mut *transaction).await?;
    let old = own_role(&mut *transaction, &id).await?;
    versions.check(old.version)?;
    let permissions: BTreeSet<_> = request.permissions.into_iter().collect();
    let changes_power = permissions != old.permissions;
    if changes_power {
        may_change_power(&mut *transaction, &asker, &old, &permissions).await?;
    }
    if changes_power || request.name != old.name {
        let now = context.clock.now();
        match transaction.roles().update(&id, old.version, &request.name, &permissions, now).await? {
            UpdateOutcome::Updated => {}
            UpdateOutcome::StaleVersion => return Err(ProblemCode::StaleVersion.into()),
            UpdateOutcome::NotFound => return Err(ProblemCode::NotFound.into()),
        }
        if rank::manages_accounts(&old.permissions) && !rank::manages_accounts(&permissions) {
            rank::somebody_must_manage_accounts(&mut *transaction).await?;
        }
        let act = Act::of(Event::RoleUpdated).with(details(&old, &request.name, &permissions));
        manager.record(&mut *transaction, act, now).await?;
    }
    let body = shown(&mut *transaction, &id).await?;
    transaction.commit().await?;
    Ok(Versioned { version: body.version, body })
}

/// Refuses to change what the holders of a role may do: to oneself, to somebody who may do more, or by something that
/// whoever asks lacks.
async fn may_change_power(
    transaction: &mut dyn Transaction,
    asker: &StaffRecord,
    role: &RoleRecord,
    permissions: &BTreeSet<Permission>,
) -> Result<(), Refusal> {
    if asker.listed.role.id == role.id {
        return Err(ProblemCode::Yourself.into());
    }
    if transaction.roles().is_held_beyond(&role.id, &asker.permissions).await? {
        return Err(ProblemCode::OutranksYou.into());
    }
    rank::must_have_all(asker, permissions.difference(&role.permissions))
}

/// The role's name as it was, and what of it is another now.
fn details(old: &RoleRecord, name: &str, permissions: &BTreeSet<Permission>) -> Value {
    let mut details = Map::from_iter([("role".to_owned(), json!(old.name))]);
    let (old_permissions, new_permissions) =
        (permission_names(&old.permissions), permission_names(permissions));
    for (field, old, new) in
        [(name::ROLE_NAME, old.name.as_str(), name), (name::PERMISSIONS, &old_permissions, &new_permissions)]
    {
        if old != new {
            details.insert(field.to_owned(), json!({ "old": old, "new": new }));
        }
    }
    details.into()
}
