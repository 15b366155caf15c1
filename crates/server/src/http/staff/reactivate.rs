//! `reactivate_staff`: a person is let in again, by an invitation to set a new password.

use super::{PathId, invitation, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, FRESH, LIMITED, TARGET, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use crate::reset_link;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, Staff, StaffId};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, LIMITED, TARGET, &[ProblemCode::Yourself, ProblemCode::NoEmail]
);

/// Sends somebody else who is inactive an invitation to set a new password, and has them pending until they have used
/// it. The old password does not come back, nor do sessions and links that ended. Somebody who is not inactive stays
/// what they are.
#[utoipa::path(
    post,
    path = template::STAFF_REACTIVATE,
    operation_id = "reactivate_staff",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses(
        (
            status = 200,
            description = "The person as they are now.",
            body = Staff,
            headers(("ETag" = String, description = "The person's version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn reactivate_staff(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Versioned<Staff>, Refusal> {
    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    if &id == administrator.id() {
        return Err(ProblemCode::Yourself.into());
    }
    let now = context.clock.now();
    if !transaction.staff().reopen(&id, now).await? {
        return Ok(shown::versioned(old));
    }
    let new = kept(&mut *transaction, &id).await?;
    let link =
        invitation::issue(&mut *transaction, &context, &administrator.actor(), &new, None, now).await?;
    let act = Act::of(Event::StaffReactivated).upon(&id).with(reset_link::details(&link));
    administrator.record(&mut *transaction, act, now).await?;
    // With their invitation.
    let new = kept(&mut *transaction, &id).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(shown::versioned(new))
}
