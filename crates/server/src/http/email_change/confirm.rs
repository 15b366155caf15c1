//! `confirm_email_change`: the owner of a new address says that it is theirs, and it is in force.

use super::{DEAD, limited, live};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::notices;
use crate::http::openapi::{BODY, LIMITED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::ClientAddress;
use crate::link_code::digest;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{ConfirmEmailChange, ProblemCode, UnixSeconds};
use staffroom_store::{EmailChangeEnd, EmailChangeRecord, LinkEnd, StoreError, Transaction};

refusals!(Refusals: UNSAFE, BODY, LIMITED, DEAD, &[ProblemCode::EmailChangeTaken]);

/// Puts a new email address in force. Links to a new password and invitations that went to the old one end; the person
/// is told at both addresses.
#[utoipa::path(
    post,
    path = template::EMAIL_CHANGE_CONFIRM,
    operation_id = "confirm_email_change",
    tag = "email-change",
    request_body = ConfirmEmailChange,
    responses((status = 204, description = "The new address is in force."), Refusals),
)]
pub(super) async fn confirm_email_change(
    anyone: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    JsonBody(request): JsonBody<ConfirmEmailChange>,
) -> Result<StatusCode, Refusal> {
    // Whoever has no live code learns so without a turn at writing.
    let code_hash = digest(request.code.expose());
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let found = confirmable(&mut *transaction, &code_hash, now).await;
    drop(transaction);
    limited(&context, address, found, now)?;

    let mut transaction = context.store.write().await?;
    let change = confirmable(&mut *transaction, &code_hash, now).await?;
    let staff_id = &change.staff_id;
    let old = transaction.staff().get(staff_id).await?.ok_or(ProblemCode::EmailChangeUnknown)?;
    if !transaction.email_changes().end(&change.id, EmailChangeEnd::Confirmed, now).await? {
        return Err(ProblemCode::EmailChangeEnded.into());
    }
    match transaction.staff().set_email(staff_id, &change.new_email, now).await {
        Err(StoreError::Conflict { .. }) => return Err(ProblemCode::EmailChangeTaken.into()),
        stored => stored?,
    }
    transaction.links().end_live_of(staff_id, LinkEnd::EmailChanged, None, now).await?;
    let changed = json!({ "old": change.old_email, "new": change.new_email });
    let details = json!({ "email_change_id": change.id, name::EMAIL: changed });
    let act = Act::of(Event::EmailChangeConfirmed).upon(staff_id).with(details);
    anyone.record(&mut *transaction, act, now).await?;
    notices::tell_of_new_email(&context, &mut *transaction, &old, &change, now).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(StatusCode::NO_CONTENT)
}

/// The change that this code confirms, if the address is still to be had.
async fn confirmable(
    transaction: &mut dyn Transaction,
    code_hash: &[u8; 32],
    now: UnixSeconds,
) -> Result<EmailChangeRecord, Refusal> {
    let change = live(transaction.email_changes().find_by_code_hash(code_hash).await?, now)?;
    let owner = transaction.staff().find_by_email(&change.new_email).await?;
    let is_taken = owner.is_some_and(|owner| owner.listed.id != change.staff_id);
    if is_taken { Err(ProblemCode::EmailChangeTaken.into()) } else { Ok(change) }
}
