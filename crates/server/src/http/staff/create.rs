//! `create_staff`: somebody is added, and invited by mail to choose their password.

use super::asked_before::asked_before;
use super::new_person::{self, Choices};
use super::{invitation, kept, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::{Administrator, FreshAdministrator};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, LIMITED, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use staffroom_contract::paths::{staff_member, template};
use staffroom_contract::{CreateStaff, LinkPurpose, OfficeId, ProblemCode, Staff};
use staffroom_store::{ListedStaff, NewStaff, StaffRecord, Transaction};
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
    let choices = Choices::of(&mut *transaction, asks).await?;
    let new = choices.judge(&mut *transaction, request).await?;
    if let Some(known) = asked_for_already(&mut *transaction, &administrator, &new, key.as_ref()).await? {
        return Ok(created(known));
    }
    choices.check_offices(&new)?;
    let email = new.listed.email.as_deref().unwrap_or_default();
    let problems = choices.taken(&mut *transaction, &new.listed.username, email).await?;
    if !problems.is_empty() {
        return Err(Refusal::fields(problems));
    }
    let id = new.listed.id.clone();
    transaction.staff().add(&[NewStaff { record: new, password_hash: None, created_at: now }]).await?;
    let new = kept(&mut *transaction, &id).await?;
    let link = invitation::issue(&mut *transaction, &context, &administrator.actor(), &new, key, now).await?;
    let act = Act::of(Event::StaffCreated).upon(&id).with(new_person::details(&new, &link));
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

/// The person whom this administrator added with this key before.
async fn asked_for_already(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    new: &StaffRecord,
    key: Option<&IdempotencyKey>,
) -> Result<Option<StaffRecord>, Refusal> {
    let purpose = LinkPurpose::Invitation;
    let Some(link) = asked_before(transaction, administrator, key, purpose, |_| true).await? else {
        return Ok(None);
    };
    let known = kept(transaction, &link.staff_id).await?;
    if is_same(&known, new) { Ok(Some(known)) } else { Err(ProblemCode::IdempotencyKeyReused.into()) }
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
