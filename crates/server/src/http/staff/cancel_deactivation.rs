//! `cancel_staff_deactivation`: a deactivation to come is taken back.

use super::{PathId, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, FRESH, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, StaffId};
use staffroom_store::DeactivationEnd;

refusals!(Refusals: ADMINISTRATOR, FRESH, UNSAFE, TARGET, &[ProblemCode::NotScheduled]);

/// Takes the person's deactivation to come back.
#[utoipa::path(
    delete,
    path = template::STAFF_DEACTIVATION,
    operation_id = "cancel_staff_deactivation",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 204, description = "They keep their access."), Refusals),
)]
pub(super) async fn cancel_staff_deactivation(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    let mut transaction = context.store.write().await?;
    target(&mut *transaction, &administrator, &id).await?;
    let scheduled = transaction.deactivations().scheduled_of(&id).await?;
    let scheduled = scheduled.ok_or(ProblemCode::NotScheduled)?;
    let now = context.clock.now();
    transaction.deactivations().end(&scheduled.id, DeactivationEnd::Cancelled, now).await?;
    let act = Act::of(Event::StaffDeactivationCancelled).upon(&id);
    administrator.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
