//! Changes of email addresses: what asking for one has in common, whoever asks, and what the holders of its two links
//! do without a session.
//!
//! Until the owner of the new address has confirmed it, the old one stays in force, and nothing but the mail that asks
//! for it goes to the new one.

mod confirm;
mod object;
mod shown;

pub(super) use shown::email_change;

use super::body::BODY_MAX_FOR_ANYONE;
use super::idempotency::IdempotencyKey;
use super::practice::practice_of;
use super::refusal::Refusal;
use crate::context::Context;
use crate::email_change::{self, WantedChange};
use crate::limits::{ClientAddress, email_changes};
use axum::extract::DefaultBodyLimit;
use staffroom_contract::field::name;
use staffroom_contract::practice::email_domain_is_allowed;
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    ChangeEmail, FieldProblem, FieldRule, ProblemCode, StaffId, StaffStatus, UnixSeconds,
};
use staffroom_store::{EmailChangeEnd, EmailChangeRecord, StaffRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(confirm::confirm_email_change))
        .routes(routes!(object::object_to_email_change))
        .layer(DefaultBodyLimit::max(BODY_MAX_FOR_ANYONE))
}

/// How a change can be dead for the holder of one of its links.
const DEAD: &[ProblemCode] = &[
    ProblemCode::EmailChangeConfirmed,
    ProblemCode::EmailChangeExpired,
    ProblemCode::EmailChangeReplaced,
    ProblemCode::EmailChangeEnded,
    ProblemCode::EmailChangeUnknown,
];

/// Who may know to whom an address belongs that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OwnerIs {
    /// Somebody who sees the staff table.
    Named,
    /// Anybody else.
    Untold,
}

/// What became of the wish for another address.
pub(super) enum Requested {
    /// It was asked for with the same key before; no mail is sent.
    Before(EmailChangeRecord),
    /// It is new, and the act is still to be recorded.
    Now(EmailChangeRecord),
}

/// Asks for a change of `person`'s address in the name of `asks`, if it can be had.
pub(super) async fn request(
    context: &Context,
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
    (asks, owner_is): (&StaffId, OwnerIs),
    key: Option<IdempotencyKey>,
    request: ChangeEmail,
    now: UnixSeconds,
) -> Result<Requested, Refusal> {
    let id = &person.listed.id;
    if let Some(key) = &key
        && let Some(before) = transaction.email_changes().find_by_idempotency_key(asks, key.as_str()).await?
    {
        let is_same = before.staff_id == *id && before.new_email == request.new_email;
        return if is_same {
            Ok(Requested::Before(before))
        } else {
            Err(ProblemCode::IdempotencyKeyReused.into())
        };
    }
    if person.listed.status == StaffStatus::Inactive {
        return Err(ProblemCode::NotActive.into());
    }
    request.validate(person.listed.email.as_deref()).map_err(Refusal::fields)?;
    let domains = practice_of(transaction).await?.allowed_email_domains;
    if !email_domain_is_allowed(&request.new_email, &domains) {
        return Err(FieldProblem::new(name::NEW_EMAIL, FieldRule::DomainNotAllowed).into());
    }
    check_free(transaction, (asks, owner_is), id, &request.new_email).await?;
    email_changes::check(transaction, asks, id, now).await??;
    let wanted = WantedChange {
        person,
        new_email: request.new_email,
        requested_by: asks,
        idempotency_key: key.map(|key| key.as_str().to_owned()),
    };
    let id = email_change::request(transaction, context, wanted, now).await?;
    let change = transaction.email_changes().get(&id).await?.ok_or(ProblemCode::Internal)?;
    Ok(Requested::Now(change))
}

/// Refuses an address that somebody else has, in whatever case or Unicode form.
async fn check_free(
    transaction: &mut dyn Transaction,
    (asks, owner_is): (&StaffId, OwnerIs),
    id: &StaffId,
    email: &str,
) -> Result<(), Refusal> {
    let owner = transaction.staff().find_by_email(email).await?;
    let Some(owner) = owner.filter(|owner| owner.listed.id != *id) else { return Ok(()) };
    let is_named = owner_is == OwnerIs::Named && sees(transaction, asks, &owner.listed.id).await?;
    Err(if is_named {
        let name = full_name(&owner.listed.first_name, &owner.listed.last_name);
        FieldProblem::taken_by(name::NEW_EMAIL, name).into()
    } else {
        FieldProblem::new(name::NEW_EMAIL, FieldRule::Taken).into()
    })
}

/// Whether an administrator finds this person in the staff table: whoever is restricted to their offices finds only
/// those who share one.
async fn sees(transaction: &mut dyn Transaction, asks: &StaffId, id: &StaffId) -> Result<bool, Refusal> {
    let mut staff = transaction.staff();
    let is_restricted = staff.get(asks).await?.is_some_and(|asks| asks.restrict_offices);
    Ok(!is_restricted || staff.is_within_reach(asks, id).await?)
}

/// Refuses a code of a dead change; an address that comes with codes that there are not is turned away after a while.
fn limited(
    context: &Context,
    address: ClientAddress,
    found: Result<EmailChangeRecord, Refusal>,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    if found.as_ref().is_err_and(|refusal| refusal.code == ProblemCode::EmailChangeUnknown) {
        context.limits.unknown_code.take(address, now)?;
    }
    found.map(drop)
}

/// The change, if it could still be confirmed at `now`; which kind of dead it is otherwise.
fn live(found: Option<EmailChangeRecord>, now: UnixSeconds) -> Result<EmailChangeRecord, Refusal> {
    let change = found.ok_or(ProblemCode::EmailChangeUnknown)?;
    match death(&change, now) {
        Some(code) => Err(code.into()),
        None => Ok(change),
    }
}

/// Which kind of dead a change is by `now`, if it is.
fn death(change: &EmailChangeRecord, now: UnixSeconds) -> Option<ProblemCode> {
    match change.ended {
        Some(EmailChangeEnd::Confirmed) => Some(ProblemCode::EmailChangeConfirmed),
        Some(EmailChangeEnd::Replaced) => Some(ProblemCode::EmailChangeReplaced),
        Some(EmailChangeEnd::Cancelled | EmailChangeEnd::Objected | EmailChangeEnd::Void) => {
            Some(ProblemCode::EmailChangeEnded)
        }
        None if now >= change.expires_at => Some(ProblemCode::EmailChangeExpired),
        None if change.is_outdated => Some(ProblemCode::EmailChangeEnded),
        None => None,
    }
}
