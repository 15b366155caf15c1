//! A person's live link is taken back, of either purpose.

use super::target;
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::refusal::Refusal;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::{LinkPurpose, ProblemCode, StaffId};
use staffroom_store::LinkEnd;

/// Takes a person's live link of this purpose back, and records that.
pub(super) async fn revoke(
    administrator: &Administrator,
    context: &Context,
    id: &StaffId,
    purpose: LinkPurpose,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    target(&mut *transaction, administrator, id).await?;
    let now = context.clock.now();
    let newest = transaction.links().newest_of(id, purpose).await?;
    let live = newest.filter(|link| link.is_live(now));
    let link = live.ok_or(ProblemCode::NoLiveLink)?;
    transaction.links().end_live_of(id, LinkEnd::Revoked, Some(administrator.id()), now).await?;
    let event = match purpose {
        LinkPurpose::PasswordReset => Event::StaffPasswordResetRevoked,
        LinkPurpose::Invitation => Event::StaffInvitationRevoked,
    };
    let act = Act::of(event).upon(id).with(json!({ "password_reset_id": link.id }));
    administrator.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
