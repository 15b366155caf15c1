//! The invitation that somebody sets their password with.

use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::idempotency::IdempotencyKey;
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::limits::reset_links;
use crate::reset_link::{self, WantedLink};
use staffroom_contract::{LinkPurpose, StaffId, UnixSeconds};
use staffroom_store::{NewLink, StaffRecord, Transaction};

/// Issues an invitation for a pending person in the name of `administrator`, and queues its mail. Recording the act and
/// waking the mail worker are the caller's.
///
/// # Errors
/// If the person is not pending, has no address, or was sent too many already.
pub(super) async fn issue(
    transaction: &mut dyn Transaction,
    context: &Context,
    administrator: &Administrator,
    person: &StaffRecord,
    key: Option<IdempotencyKey>,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let address = reset_link::invitation_address_of(person)?;
    reset_links::check_invited(transaction, administrator.id(), &person.listed.id, now).await??;
    let asked = (administrator.id(), key);
    issue_unlimited(transaction, context, asked, person, address, now).await
}

/// The same for somebody whom an import of `requested_by` has just added: how many people one adds at once is limited
/// by the import.
///
/// # Errors
/// If the person is not pending, or has no address.
pub(in crate::http) async fn issue_for_import(
    transaction: &mut dyn Transaction,
    context: &Context,
    requested_by: &StaffId,
    person: &StaffRecord,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let address = reset_link::invitation_address_of(person)?;
    issue_unlimited(transaction, context, (requested_by, None), person, address, now).await
}

async fn issue_unlimited(
    transaction: &mut dyn Transaction,
    context: &Context,
    (requested_by, key): (&StaffId, Option<IdempotencyKey>),
    person: &StaffRecord,
    address: &str,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let wanted = WantedLink {
        purpose: LinkPurpose::Invitation,
        staff_id: person.listed.id.clone(),
        sent_to: address.to_owned(),
        valid_seconds: practice_of(transaction).await?.link_valid_seconds,
        requested_by: Some(requested_by.clone()),
        idempotency_key: key.map(|key| key.as_str().to_owned()),
    };
    Ok(reset_link::issue(transaction, context, wanted, now).await?)
}
