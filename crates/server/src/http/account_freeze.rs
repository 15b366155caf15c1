//! `freeze_account`: "This was not me". Whoever holds the code of a notice closes the account that it is about.

use super::body::{BODY_MAX_FOR_ANYONE, JsonBody};
use super::caller::Anyone;
use super::notices;
use super::openapi::{BODY, LIMITED, UNSAFE, refusals};
use super::refusal::Refusal;
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::limits::ClientAddress;
use crate::link_code::digest;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{FreezeAccount, ProblemCode, StaffId, StaffStatus, UnixSeconds};
use staffroom_store::{FreezeLink, LinkEnd, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

refusals!(
    Refusals: UNSAFE, BODY, LIMITED,
    &[
        ProblemCode::FreezeUsed,
        ProblemCode::FreezeEnded,
        ProblemCode::FreezeInactive,
        ProblemCode::FreezeUnknown,
    ]
);

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(freeze_account)).layer(DefaultBodyLimit::max(BODY_MAX_FOR_ANYONE))
}

/// Freezes an account: its sessions and links end, its password is void, and nobody signs in to it before an
/// administrator has reactivated it. Those who manage accounts are told by mail.
///
/// It works for the last of them too, since whoever has got into that account could do everything; a new
/// administrator is then invited from the command line.
#[utoipa::path(
    post,
    path = template::ACCOUNT_FREEZE,
    operation_id = "freeze_account",
    tag = "account-freeze",
    request_body = FreezeAccount,
    responses((status = 204, description = "The account is frozen."), Refusals),
)]
async fn freeze_account(
    anyone: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    JsonBody(request): JsonBody<FreezeAccount>,
) -> Result<StatusCode, Refusal> {
    // Whoever has no live code learns so without a turn at writing.
    let code_hash = digest(request.code.expose());
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let found = live(&mut *transaction, &code_hash, now).await;
    drop(transaction);
    if found.as_ref().is_err_and(|refusal| refusal.code == ProblemCode::FreezeUnknown) {
        context.limits.unknown_code.take(address, now)?;
    }
    found?;

    let mut transaction = context.store.write().await?;
    let Some(staff_id) = transaction.freeze_links().spend(&code_hash, now).await? else {
        // Somebody else was faster.
        live(&mut *transaction, &code_hash, now).await?;
        return Err(ProblemCode::FreezeEnded.into());
    };
    freeze(&mut *transaction, &staff_id, now).await?;
    anyone.record(&mut *transaction, Act::of(Event::AccountFrozen).upon(&staff_id), now).await?;
    notices::tell_administrators(&mut *transaction, &staff_id, now).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(StatusCode::NO_CONTENT)
}

async fn freeze(
    transaction: &mut dyn Transaction,
    staff_id: &StaffId,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    transaction.staff().freeze(staff_id, now).await?;
    transaction.sessions().end_all_of(staff_id).await?;
    transaction.links().end_live_of(staff_id, LinkEnd::Deactivated, None, now).await?;
    transaction.freeze_links().end_live_of(staff_id, now).await?;
    transaction.email_changes().end_all_of(staff_id, now).await?;
    Ok(())
}

/// Refuses a code with which nothing can be frozen by `now`.
async fn live(
    transaction: &mut dyn Transaction,
    code_hash: &[u8; 32],
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let link = transaction.freeze_links().find_by_code_hash(code_hash).await?;
    let link = link.ok_or(ProblemCode::FreezeUnknown)?;
    let person = transaction.staff().get(&link.staff_id).await?.ok_or(ProblemCode::FreezeUnknown)?;
    death(&link, person.listed.status, now).map_or(Ok(()), |code| Err(code.into()))
}

/// Which kind of dead a link is by `now`, if it is.
fn death(link: &FreezeLink, status: StaffStatus, now: UnixSeconds) -> Option<ProblemCode> {
    if link.used_at.is_some() {
        Some(ProblemCode::FreezeUsed)
    } else if status == StaffStatus::Inactive {
        Some(ProblemCode::FreezeInactive)
    } else if status == StaffStatus::Active && link.is_live(now) {
        None
    } else {
        Some(ProblemCode::FreezeEnded)
    }
}
