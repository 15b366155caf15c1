//! `create_staff`: somebody is added, and invited by mail to choose their password.

use super::offices::{OfficeChange, names};
use super::{invitation, judge, kept, role, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::{Administrator, FreshAdministrator};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, LIMITED, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use crate::random;
use crate::reset_link;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use serde_json::{Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::{staff_member, template};
use staffroom_contract::{
    CreateStaff, FieldProblem, LinkPurpose, OfficeId, ProblemCode, Provider, RoleId, Staff, StaffId,
    StaffOffice, StaffStatus, SystemRole,
};
use staffroom_store::{ListedStaff, NewLink, NewStaff, StaffRecord, Transaction};
use std::collections::BTreeSet;

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, LIMITED,
    &[ProblemCode::BeyondYou, ProblemCode::BeyondYourOffices, ProblemCode::IdempotencyKeyReused]
);

type Created = (StatusCode, [(HeaderName, String); 1], Versioned<Staff>);

/// Adds a person, who is pending until they have used the invitation that is sent to them.
///
/// The answer does not wait for the mail. Asked again with the same Idempotency-Key, it is the answer about the same
/// person, and no second mail is sent. A username or email address that somebody has already, in whatever case, is
/// refused with their name. Nobody gives a role that allows more than they may do themselves, and whoever is restricted
/// to their offices adds people there, who are restricted likewise. How many invitations are sent in an hour is limited
/// together with password reset links.
#[utoipa::path(
    post,
    path = template::STAFF,
    operation_id = "create_staff",
    tag = "staff",
    security(("session" = [])),
    params((
        "Idempotency-Key" = Option<String>,
        Header,
        description = "Names the intent, so that it can be repeated: 1 to 128 visible ASCII characters.",
    )),
    request_body = CreateStaff,
    responses(
        (
            status = 201,
            description = "The person, and their invitation's mail is queued.",
            body = Staff,
            headers(
                ("ETag" = String, description = "The person's version."),
                ("Location" = String, description = "Where they are."),
            ),
        ),
        Refusals,
    ),
)]
pub(super) async fn create_staff(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    key: Option<IdempotencyKey>,
    JsonBody(request): JsonBody<CreateStaff>,
) -> Result<Created, Refusal> {
    let request = request.tidied();
    // Whether there is a provider to choose, the database says.
    request.validate(false).map_err(Refusal::fields)?;

    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let asks = administrator.by_now(&mut *transaction).await?;
    let new = judged(&mut *transaction, &asks, request).await?;
    if let Some(known) = asked_for_already(&mut *transaction, &administrator, &new, key.as_ref()).await? {
        return Ok(created(known));
    }
    check_offices(&mut *transaction, &asks, &new).await?;
    let problems = taken(&mut *transaction, &asks, &new).await?;
    if !problems.is_empty() {
        return Err(Refusal::fields(problems));
    }
    let id = new.listed.id.clone();
    transaction.staff().add(&[NewStaff { record: new, password_hash: None, created_at: now }]).await?;
    let new = kept(&mut *transaction, &id).await?;
    let link = invitation::issue(&mut *transaction, &context, &administrator.actor(), &new, key, now).await?;
    let act = Act::of(Event::StaffCreated).upon(&id).with(details(&new, &link));
    administrator.record(&mut *transaction, act, now).await?;
    // With their invitation.
    let new = kept(&mut *transaction, &id).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(created(new))
}

fn created(person: StaffRecord) -> Created {
    let address = staff_member(&person.listed.id);
    (StatusCode::CREATED, [(LOCATION, address)], shown::versioned(person))
}

/// The person as they would be kept.
async fn judged(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    request: CreateStaff,
) -> Result<StaffRecord, Refusal> {
    let role = role::given_by(transaction, asks, &RoleId::new(request.role_id.as_str())).await?;
    let is_provider = role.as_ref().is_ok_and(|role| role.kind == SystemRole::Provider);
    let needs_provider = !is_provider && judge::has_providers(transaction, asks).await?;
    request.validate(needs_provider).map_err(Refusal::fields)?;
    let mut problems = Vec::new();
    if let Some(provider) = &request.primary_provider_id {
        problems.extend(judge::provider(transaction, asks, provider).await?);
    }
    let role = role.map_err(|problem| problems.push(problem));
    let care_team_role = Some(request.care_team_role_code).filter(|code| !code.is_empty());
    let care_team_role = care_team_role.map(|code| judge::care_team_role(&code)).transpose();
    let care_team_role = care_team_role.map_err(|problem| problems.push(problem));
    let (Ok(role), Ok(care_team_role), []) = (role, care_team_role, problems.as_slice()) else {
        return Err(Refusal::fields(problems));
    };

    let id = StaffId::new(random::id()?);
    let themselves = is_provider.then(|| id.clone());
    let provider = request.primary_provider_id.or(themselves);
    let or_none = |text: String| Some(text).filter(|text| !text.is_empty());
    let listed = ListedStaff {
        id,
        first_name: request.first_name,
        last_name: request.last_name,
        username: request.username,
        email: Some(request.email),
        cell_phone: or_none(request.cell_phone),
        // The store goes by the id alone.
        primary_provider: provider.map(|id| Provider { id, full_name: String::new() }),
        role,
        status: StaffStatus::Pending,
        last_sign_in_at: None,
        link_expires_at: None,
    };
    Ok(StaffRecord {
        home_phone: or_none(request.home_phone),
        care_team_role,
        care_team_identifier: or_none(request.care_team_identifier),
        offices: offices(asks, request.office_ids),
        restrict_offices: asks.restrict_offices,
        ..StaffRecord::new(listed)
    })
}

/// Where the new person works: whoever is restricted to their offices sees nobody whom they add elsewhere.
fn offices(asks: &StaffRecord, mut wanted: Vec<OfficeId>) -> Vec<StaffOffice> {
    if wanted.is_empty() && asks.restrict_offices {
        return asks.offices.iter().filter(|office| !office.is_closed).cloned().collect();
    }
    wanted.sort();
    wanted.dedup();
    // The store goes by the id alone.
    wanted.into_iter().map(|id| StaffOffice { id, name: String::new(), is_closed: false }).collect()
}

/// Refuses offices that there are not to choose, or that are not the asker's to give.
async fn check_offices(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    new: &StaffRecord,
) -> Result<(), Refusal> {
    let nobody_yet = StaffRecord { offices: Vec::new(), restrict_offices: false, ..new.clone() };
    let office_ids: Vec<_> = new.offices.iter().map(|office| office.id.clone()).collect();
    let restrict_offices = new.restrict_offices;
    let change = OfficeChange { old: &nobody_yet, office_ids: &office_ids, restrict_offices };
    change.check(transaction, asks).await
}

/// The person whom this administrator added with this key before.
async fn asked_for_already(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    new: &StaffRecord,
    key: Option<&IdempotencyKey>,
) -> Result<Option<StaffRecord>, Refusal> {
    let Some(key) = key else { return Ok(None) };
    let link = transaction.links().find_by_idempotency_key(administrator.id(), key.as_str()).await?;
    let Some(link) = link else { return Ok(None) };
    let known = kept(transaction, &link.staff_id).await?;
    if link.purpose == LinkPurpose::Invitation && is_same(&known, new) {
        Ok(Some(known))
    } else {
        Err(ProblemCode::IdempotencyKeyReused.into())
    }
}

/// Whether a person is still what was asked for.
fn is_same(known: &StaffRecord, new: &StaffRecord) -> bool {
    // Whoever is their own provider is one under another id each time.
    let provider = |person: &StaffRecord| {
        let provider = person.listed.primary_provider.as_ref().map(|provider| provider.id.clone());
        provider.filter(|id| *id != person.listed.id)
    };
    let listed = ListedStaff {
        id: known.listed.id.clone(),
        primary_provider: known.listed.primary_provider.clone(),
        status: known.listed.status,
        last_sign_in_at: known.listed.last_sign_in_at,
        link_expires_at: known.listed.link_expires_at,
        ..new.listed.clone()
    };
    let offices = |person: &StaffRecord| -> BTreeSet<OfficeId> {
        person.offices.iter().map(|office| office.id.clone()).collect()
    };
    known.listed == listed
        && offices(known) == offices(new)
        && provider(known) == provider(new)
        && known.home_phone == new.home_phone
        && known.care_team_role == new.care_team_role
        && known.care_team_identifier == new.care_team_identifier
}

/// What of a new person somebody else has already, or the practice does not allow.
async fn taken(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    new: &StaffRecord,
) -> Result<Vec<FieldProblem>, Refusal> {
    let mut problems: Vec<_> =
        judge::username(transaction, asks, &new.listed.username, None).await?.into_iter().collect();
    if let Some(email) = &new.listed.email {
        problems.extend(judge::email(transaction, asks, email).await?);
    }
    Ok(problems)
}

/// What a person begins with, and where their invitation goes.
fn details(person: &StaffRecord, link: &NewLink) -> Value {
    let listed = &person.listed;
    let mut details = reset_link::details(link);
    let offices = if person.offices.is_empty() { Value::Null } else { json!(names(person)) };
    for (field, value) in [
        (name::FIRST_NAME, json!(listed.first_name)),
        (name::LAST_NAME, json!(listed.last_name)),
        (name::PRIMARY_PROVIDER_ID, json!(listed.primary_provider.as_ref().map(|provider| &provider.id))),
        (name::ROLE_ID, json!(listed.role.id)),
        (name::USERNAME, json!(listed.username)),
        (name::EMAIL, json!(listed.email)),
        (name::CARE_TEAM_ROLE_CODE, json!(person.care_team_role.as_ref().map(|role| &role.code))),
        (name::CARE_TEAM_IDENTIFIER, json!(person.care_team_identifier)),
        (name::CELL_PHONE, json!(listed.cell_phone)),
        (name::HOME_PHONE, json!(person.home_phone)),
        (name::OFFICE_IDS, offices),
    ] {
        if !value.is_null() {
            details[field] = json!({ "old": null, "new": value });
        }
    }
    details
}
