//! `end_own_session`: the end of one session, from another one.

use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::SignedIn;
use crate::http::openapi::{SIGNED_IN, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, SessionId};

refusals!(Refusals: SIGNED_IN, UNSAFE, &[ProblemCode::NotFound]);

/// Ends one of the sessions of the person who asks. Nobody else's is found.
#[utoipa::path(
    delete,
    path = template::OWN_SESSION,
    operation_id = "end_own_session",
    tag = "account",
    security(("session" = [])),
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "The session has ended."), Refusals),
)]
pub(super) async fn end_own_session(
    SignedIn { person, anyone, .. }: SignedIn,
    State(context): State<Context>,
    id: Result<Path<SessionId>, PathRejection>,
) -> Result<StatusCode, Refusal> {
    let Path(id) = id.map_err(|_| ProblemCode::NotFound)?;
    let staff_id = &person.listed.id;
    let mut transaction = context.store.write().await?;
    if !transaction.sessions().end_one_of(staff_id, &id).await? {
        return Err(ProblemCode::NotFound.into());
    }
    let act = Act::of(Event::OwnSessionEnded).by(staff_id).upon(staff_id);
    anyone.record(&mut *transaction, act, context.clock.now()).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
