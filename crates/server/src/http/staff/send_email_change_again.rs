//! `send_email_change_again`: the mail that asks for the confirmation of an address, once more.

use super::{PathId, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::email_change::{details, send_again};
use crate::http::caller::Administrator;
use crate::http::email_change::email_change;
use crate::http::openapi::{ADMINISTRATOR, LIMITED, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::email_changes;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{EmailChange, ProblemCode, StaffId};

refusals!(Refusals: ADMINISTRATOR, UNSAFE, LIMITED, TARGET, &[ProblemCode::NoEmailChange]);

/// Sends the mail to the new address once more, with the same link, which is valid no longer than before.
#[utoipa::path(
    post,
    path = template::STAFF_EMAIL_CHANGE_AGAIN,
    operation_id = "send_email_change_again",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 202, description = "The mail is queued.", body = EmailChange), Refusals),
)]
pub(super) async fn send_email_change_again(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<(StatusCode, Json<EmailChange>), Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    target(&mut *transaction, &administrator, &id).await?;
    let pending = transaction.email_changes().pending_of(&id, now).await?;
    let change = pending.ok_or(ProblemCode::NoEmailChange)?;
    email_changes::check(&mut *transaction, administrator.id(), &id, now).await??;
    send_again(&mut *transaction, &change.id, now).await?;
    let act = Act::of(Event::EmailChangeSentAgain).upon(&id).with(details(&change));
    administrator.record(&mut *transaction, act, now).await?;
    let sent = transaction.email_changes().get(&change.id).await?.ok_or(ProblemCode::Internal)?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok((StatusCode::ACCEPTED, Json(email_change(sent))))
}
