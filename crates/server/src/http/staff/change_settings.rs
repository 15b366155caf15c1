//! `change_staff_settings`: what is switched on or off for a person.

use super::{PathId, kept, shown, target};
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
use staffroom_contract::{ChangeStaffSettings, ProblemCode, Staff, StaffId};
use staffroom_store::{SettingsChanges, StaffRecord, UpdateOutcome};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET, &[ProblemCode::VersionRequired, ProblemCode::StaleVersion]
);

/// Switches settings of a person who still has the version that the change was made for.
///
/// Members that are left out, or that say what is so already, change nothing. To let somebody change their own email
/// needs the password of whoever asks again.
#[utoipa::path(
    patch,
    path = template::STAFF_SETTINGS,
    operation_id = "change_staff_settings",
    tag = "staff",
    security(("session" = [])),
    params(
        ("id" = StaffId, Path, description = "The person."),
        ("If-Match" = String, Header, description = "The version that the change was made for, such as `\"3\"`."),
    ),
    request_body = ChangeStaffSettings,
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
pub(super) async fn change_staff_settings(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
    if_match: IfMatch,
    JsonBody(request): JsonBody<ChangeStaffSettings>,
) -> Result<Versioned<Staff>, Refusal> {
    let versions = if_match.versions()?;
    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    versions.check(old.version)?;
    let changes = changes(&old, request);
    if changes == SettingsChanges::default() {
        return Ok(shown::versioned(old));
    }
    if changes.enable_email_update == Some(true) {
        administrator.fresh()?;
    }
    let now = context.clock.now();
    match transaction.staff().change_settings(&id, old.version, &changes, now).await? {
        UpdateOutcome::Updated => {}
        UpdateOutcome::StaleVersion => return Err(ProblemCode::StaleVersion.into()),
        UpdateOutcome::NotFound => return Err(ProblemCode::NotFound.into()),
    }
    let act = Act::of(Event::StaffSettingsChanged).upon(&id).with(details(changes));
    administrator.record(&mut *transaction, act, now).await?;
    let new = kept(&mut *transaction, &id).await?;
    transaction.commit().await?;
    Ok(shown::versioned(new))
}

/// What the request changes of a person.
fn changes(old: &StaffRecord, request: ChangeStaffSettings) -> SettingsChanges {
    let billing = old.send_daily_billing_report;
    SettingsChanges {
        enable_email_update: request.enable_email_update.filter(|new| *new != old.enable_email_update),
        send_daily_billing_report: request.send_daily_billing_report.filter(|new| *new != billing),
    }
}

/// Each switch that was turned, with its old and its new value.
fn details(changes: SettingsChanges) -> Value {
    let turned = [
        (name::ENABLE_EMAIL_UPDATE, changes.enable_email_update),
        (name::SEND_DAILY_BILLING_REPORT, changes.send_daily_billing_report),
    ];
    let details: Map<_, _> = turned
        .into_iter()
        .filter_map(|(field, new)| Some((field.to_owned(), json!({ "old": !new?, "new": new? }))))
        .collect();
    details.into()
}
