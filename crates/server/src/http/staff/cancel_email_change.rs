//! `cancel_email_change`: a change of email is taken back before it is confirmed.

use super::{PathId, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::email_change::details;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, StaffId};
use staffroom_store::EmailChangeEnd;

refusals!(Refusals: ADMINISTRATOR, UNSAFE, TARGET, &[ProblemCode::NoEmailChange]);

/// Takes a change of email back. The address stays as it is, and the link to confirm the new one stops working.
#[utoipa::path(
    delete,
    path = template::STAFF_EMAIL_CHANGE,
    operation_id = "cancel_email_change",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 204, description = "The change is off."), Refusals),
)]
pub(super) async fn cancel_email_change(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    target(&mut *transaction, &administrator, &id).await?;
    let pending = transaction.email_changes().pending_of(&id, now).await?;
    let change = pending.ok_or(ProblemCode::NoEmailChange)?;
    if !transaction.email_changes().end(&change.id, EmailChangeEnd::Cancelled, now).await? {
        return Err(ProblemCode::NoEmailChange.into());
    }
    let act = Act::of(Event::EmailChangeCancelled).upon(&id).with(details(&change));
    administrator.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
