//! The invitation that somebody sets their password with.

use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::idempotency::IdempotencyKey;
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::limits::reset_links;
use crate::reset_link::{self, WantedLink};
use staffroom_contract::{LinkPurpose, UnixSeconds};
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
    let staff_id = &person.listed.id;
    let sent_to = reset_link::invitation_address_of(person)?.to_owned();
    reset_links::check_invited(transaction, administrator.id(), staff_id, now).await??;
    let wanted = WantedLink {
        purpose: LinkPurpose::Invitation,
        staff_id: staff_id.clone(),
        sent_to,
        valid_seconds: practice_of(transaction).await?.link_valid_seconds,
        requested_by: Some(administrator.id().clone()),
        idempotency_key: key.map(|key| key.as_str().to_owned()),
    };
    Ok(reset_link::issue(transaction, context, wanted, now).await?)
}
