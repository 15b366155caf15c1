//! `reactivate_staff`: a person's access is given back.

use super::{PathId, person, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::notices;
use crate::http::openapi::{ADMINISTRATOR, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, Staff, StaffId, StaffStatus};
use staffroom_store::NoticeKind;

refusals!(Refusals: ADMINISTRATOR, FRESH, UNSAFE, TARGET, &[ProblemCode::Yourself]);

/// Gives somebody else who is inactive their access back. Sessions and links that ended stay so; somebody who never had a
/// password needs a link to set one.
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
    if old.listed.status != StaffStatus::Inactive {
        return Ok(shown::versioned(old));
    }
    let now = context.clock.now();
    transaction.staff().set_status(&id, StaffStatus::Active, now).await?;
    administrator.record(&mut *transaction, Act::of(Event::StaffReactivated).upon(&id), now).await?;
    notices::tell(
        &context,
        &mut *transaction,
        NoticeKind::StaffReactivated,
        &old,
        Some(administrator.id()),
        now,
    )
    .await?;
    let new = person(&mut *transaction, &id).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(shown::versioned(new))
}
