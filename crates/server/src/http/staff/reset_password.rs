//! `reset_staff_password`: a link by mail, with which a person sets a new password themselves.

use super::asked_before::asked_before;
use super::{PathId, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::body::JsonBodyOrNothing;
use crate::http::caller::FreshAdministrator;
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, LIMITED, TARGET, UNSAFE, refusals};
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::limits::reset_links;
use crate::reset_link::{self, WantedLink};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{LinkPurpose, PasswordReset, ProblemCode, ResetStaffPassword, StaffId, UnixSeconds};
use staffroom_store::{Link, NewLink, StaffRecord, Transaction};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, LIMITED, TARGET,
    &[
        ProblemCode::NotActive,
        ProblemCode::InvitationPending,
        ProblemCode::NoEmail,
        ProblemCode::IdempotencyKeyReused,
    ]
);

/// Sends a person a password reset link to the address on file. An older link that is still live is replaced.
///
/// The answer does not wait for the mail. Asked again with the same Idempotency-Key, it is the answer about the
/// same link, and no second mail is sent. In an hour, three links go to one person, thirty come from one
/// administrator, and there are two hundred in all.
#[utoipa::path(
    post,
    path = template::STAFF_PASSWORD_RESET,
    operation_id = "reset_staff_password",
    tag = "staff",
    security(("session" = [])),
    params(
        ("id" = StaffId, Path, description = "The person."),
        (
            "Idempotency-Key" = Option<String>,
            Header,
            min_length = 1,
            max_length = 128,
            pattern = "^[!-~]+$",
            description = "Names the intent, so that it can be repeated: 1 to 128 visible ASCII characters.",
        ),
    ),
    request_body(content = Option<ResetStaffPassword>, description = "It may be left out."),
    responses((status = 202, description = "The mail is queued.", body = PasswordReset), Refusals),
)]
pub(super) async fn reset_staff_password(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    key: Option<IdempotencyKey>,
    JsonBodyOrNothing(request): JsonBodyOrNothing<ResetStaffPassword>,
) -> Result<(StatusCode, Json<PasswordReset>), Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let person = target(&mut *transaction, &administrator, &id).await?;
    let is_same = |link: &Link| {
        let hours = link.expires_at.since(link.requested_at) / 3600;
        link.staff_id == id && request.valid_for_hours.is_none_or(|wanted| i64::from(wanted) == hours)
    };
    let purpose = LinkPurpose::PasswordReset;
    let link = asked_before(&mut *transaction, &administrator, key.as_ref(), purpose, is_same).await?;
    if let Some(link) = link {
        return Ok((StatusCode::ACCEPTED, Json(shown::password_reset(link, now))));
    }
    let actor = administrator.actor();
    let link = send(&mut *transaction, &context, &actor, &person, request, key, now).await?;
    let issued = transaction.links().get(&link.id).await?.ok_or(ProblemCode::Internal)?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok((StatusCode::ACCEPTED, Json(shown::password_reset(issued, now))))
}

/// Issues the link, queues its mail and records it. Waking the mail worker is the caller's.
///
/// # Errors
/// What [`check`] refuses, and a time that no link is valid for.
pub(in crate::http) async fn send(
    transaction: &mut dyn Transaction,
    context: &Context,
    actor: &Actor<'_>,
    person: &StaffRecord,
    request: ResetStaffPassword,
    key: Option<IdempotencyKey>,
    now: UnixSeconds,
) -> Result<NewLink, Refusal> {
    let sent_to = check(transaction, actor, person, now).await?;
    let practice = practice_of(transaction).await?;
    let wanted = WantedLink {
        purpose: LinkPurpose::PasswordReset,
        staff_id: person.listed.id.clone(),
        sent_to,
        valid_seconds: request.valid_seconds(practice.link_valid_seconds)?,
        requested_by: Some(actor.id.clone()),
        idempotency_key: key.map(|key| key.as_str().to_owned()),
        bulk_id: actor.bulk_id.cloned(),
    };
    let link = reset_link::issue(transaction, context, wanted, now).await?;
    let act = Act::of(Event::StaffPasswordResetRequested).upon(&person.listed.id);
    actor.record(transaction, act.with(reset_link::details(&link)), now).await?;
    Ok(link)
}

/// The address that the person's link goes to.
///
/// # Errors
/// If the person is not active, has no address, or was sent too many already.
pub(in crate::http) async fn check(
    transaction: &mut dyn Transaction,
    actor: &Actor<'_>,
    person: &StaffRecord,
    now: UnixSeconds,
) -> Result<String, Refusal> {
    let id = &person.listed.id;
    let purpose = LinkPurpose::PasswordReset;
    reset_links::check_sent(transaction, purpose, actor.one_by_one(), id, now).await??;
    Ok(reset_link::address_of(person)?.to_owned())
}
