//! `change_own_email`: another address for oneself, if one may, and once its owner has confirmed it.

use crate::audit::{Act, Event};
use crate::context::Context;
use crate::email_change::details;
use crate::http::body::JsonBody;
use crate::http::caller::{FreshSignedIn, SignedIn};
use crate::http::email_change::{self, OwnerIs, Requested};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{BODY, FRESH, LIMITED, SIGNED_IN, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{ChangeEmail, EmailChange, ProblemCode};

refusals!(
    Refusals: SIGNED_IN, FRESH, UNSAFE, BODY, LIMITED,
    &[ProblemCode::EmailUpdateOff, ProblemCode::NotActive, ProblemCode::IdempotencyKeyReused]
);

/// Asks for another address for the person who asks, as `change_staff_email` does for somebody else; only for people
/// whose setting Enable email update is on.
#[utoipa::path(
    post,
    path = template::OWN_EMAIL,
    operation_id = "change_own_email",
    tag = "account",
    security(("session" = [])),
    params((
        "Idempotency-Key" = Option<String>,
        Header,
        description = "Names the intent, so that it can be repeated: 1 to 128 visible ASCII characters.",
    )),
    request_body = ChangeEmail,
    responses((status = 202, description = "The mails are queued.", body = EmailChange), Refusals),
)]
pub(super) async fn change_own_email(
    FreshSignedIn(SignedIn { person, anyone, .. }): FreshSignedIn,
    State(context): State<Context>,
    key: Option<IdempotencyKey>,
    JsonBody(request): JsonBody<ChangeEmail>,
) -> Result<(StatusCode, Json<EmailChange>), Refusal> {
    let id = &person.listed.id;
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    // It may have been turned off since the request came in.
    let person = transaction.staff().get(id).await?.ok_or(ProblemCode::SignedOut)?;
    if !person.enable_email_update {
        return Err(ProblemCode::EmailUpdateOff.into());
    }
    let asks = (id, OwnerIs::Untold);
    let requested =
        email_change::request(&context, &mut *transaction, &person, asks, key, request.tidied(), now).await?;
    let change = match requested {
        Requested::Before(change) => change,
        Requested::Now(change) => {
            let act = Act::of(Event::OwnEmailChangeRequested).by(id).upon(id).with(details(&change));
            anyone.record(&mut *transaction, act, now).await?;
            transaction.commit().await?;
            context.mail_queued.notify_one();
            change
        }
    };
    Ok((StatusCode::ACCEPTED, Json(email_change::email_change(change))))
}
