//! `end_other_sessions`: the end of every session but the one that asks.

use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::SignedIn;
use crate::http::openapi::{SIGNED_IN, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;

refusals!(Refusals: SIGNED_IN, UNSAFE);

/// Ends all sessions of the person who asks, but for the one that they ask in.
#[utoipa::path(
    delete,
    path = template::OWN_SESSIONS,
    operation_id = "end_other_sessions",
    tag = "account",
    security(("session" = [])),
    responses((status = 204, description = "They are signed in nowhere else."), Refusals),
)]
pub(super) async fn end_other_sessions(
    SignedIn { person, asking, anyone, .. }: SignedIn,
    State(context): State<Context>,
) -> Result<StatusCode, Refusal> {
    let staff_id = &person.listed.id;
    let mut transaction = context.store.write().await?;
    let ended = transaction.sessions().end_others_of(staff_id, &asking.cookie.digest()).await?;
    if ended > 0 {
        let details = json!({ "sessions": ended });
        let act = Act::of(Event::OtherSessionsEnded).by(staff_id).upon(staff_id).with(details);
        anyone.record(&mut *transaction, act, context.clock.now()).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
