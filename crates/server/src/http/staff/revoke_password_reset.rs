//! `revoke_staff_password_reset`: a person's live link is taken back.

use super::{PathId, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{LinkPurpose, ProblemCode, StaffId, UnixSeconds};
use staffroom_store::{LinkEnd, Transaction};

refusals!(Refusals: ADMINISTRATOR, UNSAFE, TARGET, &[ProblemCode::NoLiveLink]);

/// Takes a person's live password reset link back. An invitation stays what it is.
#[utoipa::path(
    delete,
    path = template::STAFF_PASSWORD_RESET,
    operation_id = "revoke_staff_password_reset",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 204, description = "The link can no longer be used."), Refusals),
)]
pub(super) async fn revoke_staff_password_reset(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    target(&mut *transaction, &administrator, &id).await?;
    let (purpose, event) = (LinkPurpose::PasswordReset, Event::StaffPasswordResetRevoked);
    revoke(&mut *transaction, &administrator, &id, purpose, event, context.clock.now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a person's live link of this purpose back, and records that as `event`.
pub(super) async fn revoke(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    id: &StaffId,
    purpose: LinkPurpose,
    event: Event,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let newest = transaction.links().newest_of(id, purpose).await?;
    let live = newest.filter(|link| link.ended.is_none() && now < link.expires_at);
    let link = live.ok_or(ProblemCode::NoLiveLink)?;
    transaction.links().end_live_of(id, LinkEnd::Revoked, Some(administrator.id()), now).await?;
    let details = json!({ "password_reset_id": link.id });
    administrator.record(transaction, Act::of(event).upon(id).with(details), now).await
}
