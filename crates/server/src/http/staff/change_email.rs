//! `change_staff_email`: another address for a person, once its owner has confirmed it.

use super::{PathId, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::email_change::details;
use crate::http::body::JsonBody;
use crate::http::caller::FreshAdministrator;
use crate::http::email_change::{self, OwnerIs, Requested};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, LIMITED, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ChangeEmail, EmailChange, ProblemCode, StaffId};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, LIMITED, TARGET,
    &[ProblemCode::NotActive, ProblemCode::IdempotencyKeyReused]
);

/// Asks the owner of a new address to confirm it within 72 hours, and tells the owner of the old one. Until then the
/// old address stays in force. A change that waits already is replaced.
///
/// The answer does not wait for the mail. Asked again with the same Idempotency-Key, it is the answer about the same
/// change, and no second mail is sent. In an hour, five such mails are about one person, thirty come from one
/// administrator, and there are two hundred in all.
#[utoipa::path(
    post,
    path = template::STAFF_EMAIL_CHANGE,
    operation_id = "change_staff_email",
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
    request_body = ChangeEmail,
    responses((status = 202, description = "The mails are queued.", body = EmailChange), Refusals),
)]
pub(super) async fn change_staff_email(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    key: Option<IdempotencyKey>,
    JsonBody(request): JsonBody<ChangeEmail>,
) -> Result<(StatusCode, Json<EmailChange>), Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let person = target(&mut *transaction, &administrator, &id).await?;
    let asks = (administrator.id(), OwnerIs::Named);
    let requested =
        email_change::request(&context, &mut *transaction, &person, asks, key, request.tidied(), now).await?;
    let change = match requested {
        Requested::Before(change) => change,
        Requested::Now(change) => {
            let act = Act::of(Event::StaffEmailChangeRequested).upon(&id).with(details(&change));
            administrator.record(&mut *transaction, act, now).await?;
            transaction.commit().await?;
            context.mail_queued.notify_one();
            change
        }
    };
    Ok((StatusCode::ACCEPTED, Json(email_change::email_change(change))))
}
