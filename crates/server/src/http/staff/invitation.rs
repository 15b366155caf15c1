//! The invitation that somebody sets their password with.

use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::idempotency::IdempotencyKey;
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::limits::reset_links;
use crate::reset_link::{self, WantedLink};
use staffroom_contract::{LinkPurpose, UnixSeconds};
use staffroom_store::{NewLink, StaffRecord, Transaction};

/// Issues an invitation for a pending person in the name of `actor`, and queues its mail. Recording the act and waking
/// the mail worker are the caller's.
///
/// # Errors
/// What [`check`] refuses.
pub(super) async fn issue(
    transaction: &mut dyn Transaction,
    context: &Context,
    actor: &Actor<'_>,
    person: &StaffRecord,
    key: Option<IdempotencyKey>,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let sent_to = check(transaction, actor, person, now).await?;
    issue_to(transaction, context, actor, (person, sent_to), key, now).await
}

/// The same for somebody whom an import has just added: how many people it invites is limited by its rows.
///
/// # Errors
/// If the person is not pending, or has no address.
pub(in crate::http) async fn issue_for_import(
    transaction: &mut dyn Transaction,
    context: &Context,
    actor: &Actor<'_>,
    person: &StaffRecord,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let sent_to = reset_link::invitation_address_of(person)?.to_owned();
    issue_to(transaction, context, actor, (person, sent_to), None, now).await
}

async fn issue_to(
    transaction: &mut dyn Transaction,
    context: &Context,
    actor: &Actor<'_>,
    (person, sent_to): (&StaffRecord, String),
    key: Option<IdempotencyKey>,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let wanted = WantedLink {
        purpose: LinkPurpose::Invitation,
        staff_id: person.listed.id.clone(),
        sent_to,
        valid_seconds: practice_of(transaction).await?.link_valid_seconds,
        requested_by: Some(actor.id.clone()),
        idempotency_key: key.map(|key| key.as_str().to_owned()),
        bulk_id: actor.bulk_id.cloned(),
    };
    Ok(reset_link::issue(transaction, context, wanted, now).await?)
}

/// The address that the person's invitation goes to.
///
/// # Errors
/// If the person is not pending, has no address, or was sent too many already.
pub(in crate::http) async fn check(
    transaction: &mut dyn Transaction,
    actor: &Actor<'_>,
    person: &StaffRecord,
    now: UnixSeconds,
) -> Result<String, Refusal> {
    let id = &person.listed.id;
    let sent_to = reset_link::invitation_address_of(person)?.to_owned();
    let purpose = LinkPurpose::Invitation;
    reset_links::check_sent(transaction, purpose, actor.one_by_one(), id, now).await??;
    Ok(sent_to)
}
