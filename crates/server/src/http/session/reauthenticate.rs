//! `reauthenticate`: the password once more, before an act that weighs heavily.

use super::attempt::Attempt;
use super::{SessionCookie, sign_in};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::SignedIn;
use crate::http::openapi::{BODY, LIMITED, SIGNED_IN, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, Reauthenticate};
use staffroom_store::RenewedSession;

refusals!(Refusals: SIGNED_IN, UNSAFE, BODY, LIMITED, &[ProblemCode::WrongCredentials]);

/// Takes the password of whoever is signed in once more. The session goes on under another id and ends when it
/// would have ended. A wrong password is recorded as a sign-in that failed, and leaves the session as it is; the next
/// one waits as it does after a sign-in that failed, counted apart from those.
#[utoipa::path(
    post,
    path = template::SESSION_REAUTHENTICATION,
    operation_id = "reauthenticate",
    tag = "session",
    security(("session" = [])),
    request_body = Reauthenticate,
    responses(
        (
            status = 204,
            description = "The password is right.",
            headers(("Set-Cookie" = String, description = "The session under its new id.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn reauthenticate(
    SignedIn { person, asking, anyone, .. }: SignedIn,
    State(context): State<Context>,
    JsonBody(request): JsonBody<Reauthenticate>,
) -> Result<impl IntoResponse, Refusal> {
    let staff_id = &person.listed.id;
    let attempt = Attempt::of_signed_in(&context, staff_id).await;
    let mut transaction = context.store.read().await?;
    attempt.may_be_made(&mut *transaction, context.clock.now()).await?;
    let credential = transaction.staff().credential(staff_id).await?.ok_or(ProblemCode::SignedOut)?;
    drop(transaction);
    if !context.hasher.verify(&request.password, credential.password_hash.as_deref()).await? {
        return Err(sign_in::refuse(&anyone, &context, &attempt, Some(staff_id)).await);
    }

    let now = context.clock.now();
    let cookie = SessionCookie::fresh()?;
    let renewed = RenewedSession {
        id_hash: cookie.digest(),
        credential_version: credential.credential_version,
        authenticated_at: now,
    };
    let mut transaction = context.store.write().await?;
    if !transaction.sessions().renew(&asking.cookie.digest(), &renewed).await? {
        // It ended while the password was checked.
        return Err(ProblemCode::SignedOut.into());
    }
    attempt.succeed(&mut *transaction).await?;
    let act = Act::of(Event::Reauthenticated).by(staff_id).upon(staff_id);
    anyone.record(&mut *transaction, act, now).await?;
    let set_cookie = cookie.set()?;
    transaction.commit().await?;
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, set_cookie)]))
}
