//! `send_staff_invitation`: another invitation for somebody who has not set a password yet.

use super::asked_before::asked_before;
use super::{PathId, invitation, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::caller::FreshAdministrator;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{ADMINISTRATOR, FRESH, LIMITED, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::reset_link;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{LinkPurpose, PasswordReset, ProblemCode, StaffId, UnixSeconds};
use staffroom_store::{Link, NewLink, StaffRecord, Transaction};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, LIMITED, TARGET,
    &[
        ProblemCode::Malformed,
        ProblemCode::NotPending,
        ProblemCode::NoEmail,
        ProblemCode::IdempotencyKeyReused,
    ]
);

/// Sends a pending person an invitation to the address on file. An older one that is still live is replaced.
///
/// The answer does not wait for the mail. Asked again with the same Idempotency-Key, it is the answer about the same
/// invitation, and no second mail is sent. How many are sent in an hour is limited as with `reset_staff_password`.
#[utoipa::path(
    post,
    path = template::STAFF_INVITATION,
    operation_id = "send_staff_invitation",
    tag = "staff",
    security(("session" = [])),
    params(
        ("id" = StaffId, Path, description = "The person."),
        (
            "Idempotency-Key" = Option<String>,
            Header,
            description = "Names the intent, so that it can be repeated: 1 to 128 visible ASCII characters.",
        ),
    ),
    responses((status = 202, description = "The mail is queued.", body = PasswordReset), Refusals),
)]
pub(super) async fn send_staff_invitation(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    key: Option<IdempotencyKey>,
) -> Result<(StatusCode, Json<PasswordReset>), Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let person = target(&mut *transaction, &administrator, &id).await?;
    let is_same = |link: &Link| link.staff_id == id;
    let purpose = LinkPurpose::Invitation;
    let link = asked_before(&mut *transaction, &administrator, key.as_ref(), purpose, is_same).await?;
    if let Some(link) = link {
        return Ok((StatusCode::ACCEPTED, Json(shown::password_reset(link, now))));
    }
    let link = send(&mut *transaction, &context, &administrator.actor(), &person, key, now).await?;
    let issued = transaction.links().get(&link.id).await?.ok_or(ProblemCode::Internal)?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok((StatusCode::ACCEPTED, Json(shown::password_reset(issued, now))))
}

/// Issues the invitation, queues its mail and records it. Waking the mail worker is the caller's.
pub(in crate::http) async fn send(
    transaction: &mut dyn Transaction,
    context: &Context,
    actor: &Actor<'_>,
    person: &StaffRecord,
    key: Option<IdempotencyKey>,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let link = invitation::issue(transaction, context, actor, person, key, now).await?;
    let act = Act::of(Event::StaffInvitationSent).upon(&person.listed.id).with(reset_link::details(&link));
    actor.record(transaction, act, now).await?;
    Ok(link)
}
