//! What was asked for before with the same Idempotency-Key.

use crate::http::caller::Administrator;
use crate::http::idempotency::IdempotencyKey;
use crate::http::refusal::Refusal;
use staffroom_contract::{LinkPurpose, ProblemCode};
use staffroom_store::{Link, Transaction};

/// The link of this purpose that `administrator` asked for with this key before.
///
/// # Errors
/// If they asked for something else with it, as `is_same` tells of a link of this purpose.
pub(super) async fn asked_before(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    key: Option<&IdempotencyKey>,
    purpose: LinkPurpose,
    is_same: impl FnOnce(&Link) -> bool + Send,
) -> Result<Option<Link>, Refusal> {
    let Some(key) = key else { return Ok(None) };
    match transaction.links().find_by_idempotency_key(administrator.id(), key.as_str()).await? {
        Some(link) if link.purpose == purpose && is_same(&link) => Ok(Some(link)),
        Some(_) => Err(ProblemCode::IdempotencyKeyReused.into()),
        None => Ok(None),
    }
}
