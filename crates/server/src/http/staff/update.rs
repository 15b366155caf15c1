//! `update_staff`: new values for a person, saved all or none.

use super::offices::{OfficeChange, changed_offices, names};
use super::{PathId, judge, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::body::JsonBody;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::{IfMatch, Versioned};
use crate::http::refusal::Refusal;
use axum::extract::State;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{CodedValue, FieldProblem, ProblemCode, Staff, StaffId, UnixSeconds, UpdateStaff};
use staffroom_store::{StaffChanges, StaffRecord, Transaction, UpdateOutcome};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET, &[
        ProblemCode::BeyondYourOffices, ProblemCode::VersionRequired, ProblemCode::StaleVersion,
    ]
);

/// Changes a person who still has the version that the change was made for.
///
/// Members that are left out, or that say what is so already, change nothing. Another username and other offices need
/// the password of whoever asks again. Whoever is restricted to their offices gives and takes those only.
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
    let changes = changes(&old, request)?;
    if changes == StaffChanges::default() {
        return Ok(shown::versioned(old));
    }
    if weighs_heavily(&changes) {
        administrator.fresh()?;
    }
    let asks = administrator.by_now(&mut *transaction).await?;
    let now = context.clock.now();
    let new = save(&mut *transaction, &asks, &administrator.actor(), &old, &changes, now).await?;
    transaction.commit().await?;
    Ok(shown::versioned(new))
}

/// Saves the changes of a person and records them; the person as they are then.
///
/// # Errors
/// What [`check`] refuses.
pub(in crate::http) async fn save(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    actor: &Actor<'_>,
    old: &StaffRecord,
    changes: &StaffChanges,
    now: UnixSeconds,
) -> Result<StaffRecord, Refusal> {
    check(transaction, asks, old, changes).await?;
    let id = &old.listed.id;
    match transaction.staff().update(id, old.version, changes, now).await? {
        UpdateOutcome::Updated => {}
        UpdateOutcome::StaleVersion => return Err(ProblemCode::StaleVersion.into()),
        UpdateOutcome::NotFound => return Err(ProblemCode::NotFound.into()),
    }
    let new = kept(transaction, id).await?;
    let act = Act::of(Event::StaffUpdated).upon(id).with(details(old, changes, &new));
    actor.record(transaction, act, now).await?;
    Ok(new)
}

/// Refuses changes that `asks` may not make, or that nobody can make in the light of everybody else.
///
/// # Errors
/// If the offices reach beyond those of `asks`, or a field is refused.
pub(in crate::http) async fn check(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    old: &StaffRecord,
    changes: &StaffChanges,
) -> Result<(), Refusal> {
    if let Some(office_ids) = &changes.office_ids {
        let change = OfficeChange { old, office_ids, restrict_offices: old.restrict_offices };
        change.check(transaction, asks).await?;
    }
    let problems = problems(transaction, asks, &old.listed.id, changes).await?;
    if problems.is_empty() { Ok(()) } else { Err(Refusal::fields(problems)) }
}

/// What the request changes of a person.
fn changes(old: &StaffRecord, request: UpdateStaff) -> Result<StaffChanges, FieldProblem> {
    let listed = &old.listed;
    let provider = listed.primary_provider.as_ref().map(|provider| &provider.id);
    // The empty text removes what stands there.
    let changed = |new: Option<String>, old: &Option<String>| {
        new.map(|new| Some(new).filter(|new| !new.is_empty())).filter(|new| new != old)
    };
    let care_team_role = request.care_team_role_code.map(|code| care_team_role(old, &code)).transpose()?;
    Ok(StaffChanges {
        first_name: request.first_name.filter(|new| *new != listed.first_name),
        last_name: request.last_name.filter(|new| *new != listed.last_name),
        primary_provider_id: request.primary_provider_id.filter(|new| Some(new) != provider),
        username: request.username.filter(|new| *new != listed.username),
        care_team_role: care_team_role.filter(|new| *new != old.care_team_role),
        care_team_identifier: changed(request.care_team_identifier, &old.care_team_identifier),
        cell_phone: changed(request.cell_phone, &listed.cell_phone),
        home_phone: changed(request.home_phone, &old.home_phone),
        office_ids: request.office_ids.and_then(|new| changed_offices(old, new)),
        restrict_offices: None,
    })
}

/// The care team role that a code stands for, none for the empty one. The one that is kept already need not be among
/// those that there are to choose.
fn care_team_role(old: &StaffRecord, code: &str) -> Result<Option<CodedValue>, FieldProblem> {
    match &old.care_team_role {
        Some(kept) if kept.code == code => Ok(Some(kept.clone())),
        _ if code.is_empty() => Ok(None),
        _ => judge::care_team_role(code).map(Some),
    }
}

/// Whether the changes decide about who gets into the account, or who may act upon whom.
fn weighs_heavily(changes: &StaffChanges) -> bool {
    changes.username.is_some() || changes.office_ids.is_some()
}

/// What is wrong with the changes in the light of everybody else. Nobody else writes meanwhile, so it stays
/// true until the update.
async fn problems(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &StaffId,
    changes: &StaffChanges,
) -> Result<Vec<FieldProblem>, Refusal> {
    let mut problems = Vec::new();
    if let Some(provider_id) = &changes.primary_provider_id {
        problems.extend(judge::provider(transaction, asks, provider_id).await?);
    }
    if let Some(username) = &changes.username {
        problems.extend(judge::username(transaction, asks, username, Some(id)).await?);
    }
    Ok(problems)
}

/// Each changed field with its old and its new value.
fn details(old: &StaffRecord, changes: &StaffChanges, new: &StaffRecord) -> Value {
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
        (
            name::CARE_TEAM_ROLE_CODE,
            json!(old.care_team_role.as_ref().map(|role| &role.code)),
            changes.care_team_role.as_ref().map(|new| json!(new.as_ref().map(|role| &role.code))),
        ),
        (
            name::CARE_TEAM_IDENTIFIER,
            json!(old.care_team_identifier),
            changes.care_team_identifier.as_ref().map(|new| json!(new)),
        ),
        (name::CELL_PHONE, json!(listed.cell_phone), changes.cell_phone.as_ref().map(|new| json!(new))),
        (name::HOME_PHONE, json!(old.home_phone), changes.home_phone.as_ref().map(|new| json!(new))),
        (name::OFFICE_IDS, json!(names(old)), changes.office_ids.as_ref().map(|_| json!(names(new)))),
    ]
    .into_iter()
    .filter_map(|(field, old, new)| Some((field.to_owned(), json!({ "old": old, "new": new? }))))
    .collect();
    details.into()
}
