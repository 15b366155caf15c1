//! `end_staff_sessions`: a person is signed out everywhere.

use super::{PathId, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, FRESH, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, StaffId};

refusals!(Refusals: ADMINISTRATOR, FRESH, UNSAFE, TARGET, &[ProblemCode::Yourself]);

/// Ends all sessions of somebody else, who may sign in again: for a browser that was left open somewhere. One's own
/// are ended by `end_other_sessions` and `sign_out`.
#[utoipa::path(
    delete,
    path = template::STAFF_SESSIONS,
    operation_id = "end_staff_sessions",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 204, description = "They are signed in nowhere."), Refusals),
)]
pub(super) async fn end_staff_sessions(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    target(&mut *transaction, &administrator, &id).await?;
    if &id == administrator.id() {
        return Err(ProblemCode::Yourself.into());
    }
    let ended = transaction.sessions().end_all_of(&id).await?;
    if ended > 0 {
        let act = Act::of(Event::StaffSessionsEnded).upon(&id).with(json!({ "sessions": ended }));
        administrator.record(&mut *transaction, act, context.clock.now()).await?;
    }
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
