//! `object_to_email_change`: the owner of the old address says that the change is not theirs, and it is off.

use super::{DEAD, limited, live};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::email_change::details;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::openapi::{BODY, LIMITED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::ClientAddress;
use crate::link_code::digest;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ObjectToEmailChange, ProblemCode};
use staffroom_store::EmailChangeEnd;

refusals!(Refusals: UNSAFE, BODY, LIMITED, DEAD);

/// Ends a change of email before it is confirmed. The account stays as it is: freezing it is for the link in the notice
/// of a change that is in force.
#[utoipa::path(
    post,
    path = template::EMAIL_CHANGE_OBJECT,
    operation_id = "object_to_email_change",
    tag = "email-change",
    request_body = ObjectToEmailChange,
    responses((status = 204, description = "The change is off."), Refusals),
)]
pub(super) async fn object_to_email_change(
    anyone: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    JsonBody(request): JsonBody<ObjectToEmailChange>,
) -> Result<StatusCode, Refusal> {
    // Whoever has no live code learns so without a turn at writing.
    let code_hash = digest(request.code.expose());
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let found = transaction.email_changes().find_by_objection_code_hash(&code_hash).await?;
    drop(transaction);
    limited(&context, address, live(found, now), now)?;

    let mut transaction = context.store.write().await?;
    let change = live(transaction.email_changes().find_by_objection_code_hash(&code_hash).await?, now)?;
    if !transaction.email_changes().end(&change.id, EmailChangeEnd::Objected, now).await? {
        return Err(ProblemCode::EmailChangeEnded.into());
    }
    let act = Act::of(Event::EmailChangeObjectedTo).upon(&change.staff_id).with(details(&change));
    anyone.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
