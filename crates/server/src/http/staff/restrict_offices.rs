//! `restrict_staff_offices`: where a person works, and whether they see others only there.

use super::offices::{OfficeChange, changed_offices, names};
use super::{PathId, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::{IfMatch, Versioned};
use crate::http::refusal::Refusal;
use axum::extract::State;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, RestrictStaffOffices, Staff, StaffId};
use staffroom_store::{StaffChanges, StaffRecord, UpdateOutcome};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET,
    &[
        ProblemCode::Yourself, ProblemCode::BeyondYourOffices, ProblemCode::VersionRequired,
        ProblemCode::StaleVersion,
    ]
);

/// Says where a person works, and whether they are restricted to that: whoever is sees and acts upon those only who
/// share an office with them. It counts from their next request on.
///
/// Nobody restricts themselves or sets themselves free. Whoever is restricted gives and takes their own offices only,
/// and sets nobody free.
#[utoipa::path(
    put,
    path = template::STAFF_OFFICES,
    operation_id = "restrict_staff_offices",
    tag = "staff",
    security(("session" = [])),
    params(
        ("id" = StaffId, Path, description = "The person."),
        ("If-Match" = String, Header, description = "The version that the change was made for, such as `\"3\"`."),
    ),
    request_body = RestrictStaffOffices,
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
pub(super) async fn restrict_staff_offices(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    if_match: IfMatch,
    JsonBody(request): JsonBody<RestrictStaffOffices>,
) -> Result<Versioned<Staff>, Refusal> {
    request.validate().map_err(Refusal::fields)?;
    let versions = if_match.versions()?;

    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    versions.check(old.version)?;
    let RestrictStaffOffices { restrict_offices, office_ids } = request;
    if &id == administrator.id() && restrict_offices != old.restrict_offices {
        return Err(ProblemCode::Yourself.into());
    }
    let asks = administrator.by_now(&mut *transaction).await?;
    let change = OfficeChange { old: &old, office_ids: &office_ids, restrict_offices };
    change.check(&mut *transaction, &asks).await?;
    let changes = StaffChanges {
        office_ids: changed_offices(&old, office_ids),
        restrict_offices: Some(restrict_offices).filter(|new| *new != old.restrict_offices),
        ..StaffChanges::default()
    };
    if changes == StaffChanges::default() {
        return Ok(shown::versioned(old));
    }
    let now = context.clock.now();
    match transaction.staff().update(&id, old.version, &changes, now).await? {
        UpdateOutcome::Updated => {}
        UpdateOutcome::StaleVersion => return Err(ProblemCode::StaleVersion.into()),
        UpdateOutcome::NotFound => return Err(ProblemCode::NotFound.into()),
    }
    let new = kept(&mut *transaction, &id).await?;
    let act = Act::of(Event::StaffOfficesRestricted).upon(&id).with(details(&old, &new));
    administrator.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    Ok(shown::versioned(new))
}

/// What changed, with its old and its new value.
fn details(old: &StaffRecord, new: &StaffRecord) -> Value {
    let changes: Map<_, _> = [
        (name::RESTRICT_OFFICES, json!(old.restrict_offices), json!(new.restrict_offices)),
        (name::OFFICE_IDS, json!(names(old)), json!(names(new))),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(field, old, new)| (field.to_owned(), json!({ "old": old, "new": new })))
    .collect();
    changes.into()
}
