//! `deactivate_staff`: a person's access is taken away, at once.

use super::{PathId, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::notices;
use crate::http::openapi::{ADMINISTRATOR, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{Permission, ProblemCode, Staff, StaffId, StaffStatus, SystemRole};
use staffroom_store::{LinkEnd, NoticeKind, StaffRecord, Transaction};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, TARGET, &[ProblemCode::Yourself, ProblemCode::LastAdministrator]
);

/// Takes a person's access away, and ends their sessions and live links. Somebody who is inactive stays so.
#[utoipa::path(
    post,
    path = template::STAFF_DEACTIVATE,
    operation_id = "deactivate_staff",
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
pub(super) async fn deactivate_staff(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Versioned<Staff>, Refusal> {
    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    if &id == administrator.id() {
        return Err(ProblemCode::Yourself.into());
    }
    if is_last_administrator(&mut *transaction, &old).await? {
        return Err(ProblemCode::LastAdministrator.into());
    }
    let now = context.clock.now();
    if !transaction.staff().set_status(&id, StaffStatus::Inactive, now).await? {
        return Ok(shown::versioned(old));
    }
    transaction.sessions().end_all_of(&id).await?;
    transaction.links().end_live_of(&id, LinkEnd::Deactivated, Some(administrator.id()), now).await?;
    transaction.freeze_links().end_live_of(&id, now).await?;
    transaction.email_changes().end_all_of(&id, now).await?;
    administrator.record(&mut *transaction, Act::of(Event::StaffDeactivated).upon(&id), now).await?;
    notices::tell(
        &context,
        &mut *transaction,
        NoticeKind::StaffDeactivated,
        &old,
        Some(administrator.id()),
        now,
    )
    .await?;
    let new = kept(&mut *transaction, &id).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(shown::versioned(new))
}

/// Whether nobody could manage accounts any more without this person. Two administrators who deactivate each
/// other at once come here one after the other, and the second one stays.
async fn is_last_administrator(
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
) -> Result<bool, Refusal> {
    let roles = SystemRole::all_with(Permission::ManageAccounts);
    if !roles.contains(&person.listed.role) || person.listed.status != StaffStatus::Active {
        return Ok(false);
    }
    Ok(transaction.staff().count_active(&roles).await? <= 1)
}
