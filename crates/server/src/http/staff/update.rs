//! `update_staff`: new values for a person, saved all or none.

use super::{PathId, person, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::{IfMatch, Versioned};
use crate::http::refusal::Refusal;
use axum::extract::State;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{
    FieldProblem, FieldRule, ProblemCode, Staff, StaffId, StaffStatus, SystemRole, UpdateStaff,
};
use staffroom_store::{StaffChanges, StaffRecord, Transaction, UpdateOutcome};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET, &[ProblemCode::VersionRequired, ProblemCode::StaleVersion]
);

/// Changes a person who still has the version that the change was made for.
///
/// Members that are left out, or that say what is so already, change nothing. Another username needs the password
/// of whoever asks again.
#[utoipa::path(
    patch,
    path = template::STAFF_MEMBER,
    operation_id = "update_staff",
    tag = "staff",
    security(("session" = [])),
    params(
        ("id" = StaffId, Path, description = "The person."),
        ("If-Match" = String, Header, description = "The version that the change was made for, such as `\"3\"`."),
    ),
    request_body = UpdateStaff,
    responses(
        (
            status = 200,
            description = "The person as they are now.",
            body = Staff,
            headers(("ETag" = String, description = "The person's new version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn update_staff(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
    if_match: IfMatch,
    JsonBody(request): JsonBody<UpdateStaff>,
) -> Result<Versioned<Staff>, Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    let versions = if_match.versions()?;

    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    versions.check(old.version)?;
    let changes = changes(&old, request);
    if changes == StaffChanges::default() {
        return Ok(shown::versioned(old));
    }
    if weighs_heavily(&changes) {
        administrator.fresh()?;
    }
    let problems = problems(&mut *transaction, &id, &changes).await?;
    if !problems.is_empty() {
        return Err(Refusal::fields(problems));
    }
    let now = context.clock.now();
    match transaction.staff().update(&id, old.version, &changes, now).await? {
        UpdateOutcome::Updated => {}
        UpdateOutcome::StaleVersion => return Err(ProblemCode::StaleVersion.into()),
        UpdateOutcome::NotFound => return Err(ProblemCode::NotFound.into()),
    }
    let act = Act::of(Event::StaffUpdated).upon(&id).with(details(&old, &changes));
    administrator.record(&mut *transaction, act, now).await?;
    let new = person(&mut *transaction, &id).await?;
    transaction.commit().await?;
    Ok(shown::versioned(new))
}

/// What the request changes of a person.
fn changes(old: &StaffRecord, request: UpdateStaff) -> StaffChanges {
    let listed = &old.listed;
    let provider = listed.primary_provider.as_ref().map(|provider| &provider.id);
    // The empty text removes what stands there.
    let changed_phone = |new: Option<String>, old: &Option<String>| {
        new.map(|new| Some(new).filter(|new| !new.is_empty())).filter(|new| new != old)
    };
    StaffChanges {
        first_name: request.first_name.filter(|new| *new != listed.first_name),
        last_name: request.last_name.filter(|new| *new != listed.last_name),
        primary_provider_id: request.primary_provider_id.filter(|new| Some(new) != provider),
        username: request.username.filter(|new| *new != listed.username),
        cell_phone: changed_phone(request.cell_phone, &listed.cell_phone),
        home_phone: changed_phone(request.home_phone, &old.home_phone),
    }
}

/// Whether the changes decide about who gets into the account.
fn weighs_heavily(changes: &StaffChanges) -> bool {
    changes.username.is_some()
}

/// What is wrong with the changes in the light of everybody else. Nobody else writes meanwhile, so it stays
/// true until the update.
async fn problems(
    transaction: &mut dyn Transaction,
    id: &StaffId,
    changes: &StaffChanges,
) -> Result<Vec<FieldProblem>, Refusal> {
    let mut problems = Vec::new();
    if let Some(provider_id) = &changes.primary_provider_id {
        let provider = transaction.staff().get(provider_id).await?.map(|provider| provider.listed);
        let is_provider = provider.is_some_and(|provider| {
            provider.role.kind == SystemRole::Provider && provider.status == StaffStatus::Active
        });
        if !is_provider {
            problems.push(FieldProblem::new(name::PRIMARY_PROVIDER_ID, FieldRule::NotAProvider));
        }
    }
    if let Some(username) = &changes.username {
        let owner = transaction.staff().find_by_username(username).await?;
        if owner.is_some_and(|owner| owner.listed.id != *id) {
            problems.push(FieldProblem::new(name::USERNAME, FieldRule::Taken));
        }
    }
    Ok(problems)
}

/// Each changed field with its old and its new value.
fn details(old: &StaffRecord, changes: &StaffChanges) -> Value {
    let listed = &old.listed;
    let provider = listed.primary_provider.as_ref().map(|provider| &provider.id);
    let details: Map<_, _> = [
        (name::FIRST_NAME, json!(listed.first_name), changes.first_name.as_ref().map(|new| json!(new))),
        (name::LAST_NAME, json!(listed.last_name), changes.last_name.as_ref().map(|new| json!(new))),
        (
            name::PRIMARY_PROVIDER_ID,
            json!(provider),
            changes.primary_provider_id.as_ref().map(|new| json!(new)),
        ),
        (name::USERNAME, json!(listed.username), changes.username.as_ref().map(|new| json!(new))),
        (name::CELL_PHONE, json!(listed.cell_phone), changes.cell_phone.as_ref().map(|new| json!(new))),
        (name::HOME_PHONE, json!(old.home_phone), changes.home_phone.as_ref().map(|new| json!(new))),
    ]
    .into_iter()
    .filter_map(|(field, old, new)| Some((field.to_owned(), json!({ "old": old, "new": new? }))))
    .collect();
    details.into()
}
