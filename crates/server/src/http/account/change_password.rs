//! `change_own_password`: a new password for whoever knows the old one.

use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::{Anyone, SignedIn};
use crate::http::notices;
use crate::http::openapi::{BODY, LIMITED, SIGNED_IN, UNSAFE, refusals};
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::http::session::{Attempt, SessionCookie, forget_failures};
use crate::password_rules;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use staffroom_contract::field::name::CURRENT_PASSWORD;
use staffroom_contract::paths::template;
use staffroom_contract::{ChangeOwnPassword, FieldProblem, FieldRule, ProblemCode, StaffId};
use staffroom_store::{LinkEnd, NoticeKind, RenewedSession};

refusals!(Refusals: SIGNED_IN, UNSAFE, BODY, LIMITED);

/// Sets a new password for the person who asks, if they know the one that they have. Their session goes on under
/// another id; all others end, and so does every link to a new password. They are told by mail.
#[utoipa::path(
    post,
    path = template::OWN_PASSWORD,
    operation_id = "change_own_password",
    tag = "account",
    security(("session" = [])),
    request_body = ChangeOwnPassword,
    responses(
        (
            status = 204,
            description = "The new password is set.",
            headers(("Set-Cookie" = String, description = "The session under its new id.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn change_own_password(
    SignedIn { person, asking, anyone, .. }: SignedIn,
    State(context): State<Context>,
    JsonBody(request): JsonBody<ChangeOwnPassword>,
) -> Result<impl IntoResponse, Refusal> {
    let staff_id = &person.listed.id;
    let attempt = Attempt::of_signed_in(&context, staff_id).await;
    let mut transaction = context.store.read().await?;
    attempt.may_be_made(&mut *transaction, context.clock.now()).await?;
    let credential = transaction.staff().credential(staff_id).await?.ok_or(ProblemCode::SignedOut)?;
    let practice = practice_of(&mut *transaction).await?;
    drop(transaction);
    password_rules::check(&request.password, &person.listed, &practice)?;
    if !context.hasher.verify(&request.current_password, credential.password_hash.as_deref()).await? {
        return Err(refuse(&anyone, &context, &attempt, staff_id).await);
    }
    let hash = context.hasher.hash(&request.password).await?;

    let now = context.clock.now();
    let cookie = SessionCookie::fresh()?;
    let version = credential.credential_version;
    let mut transaction = context.store.write().await?;
    let is_changed = transaction.staff().change_password_hash(staff_id, version, &hash, now).await?;
    let renewed =
        RenewedSession { id_hash: cookie.digest(), credential_version: version + 1, authenticated_at: now };
    if !is_changed || !transaction.sessions().renew(&asking.cookie.digest(), &renewed).await? {
        // The password was changed, or the session ended, while this one was checked.
        return Err(ProblemCode::SignedOut.into());
    }
    transaction.sessions().end_others_of(staff_id, &renewed.id_hash).await?;
    transaction.links().end_live_of(staff_id, LinkEnd::PasswordChanged, None, now).await?;
    forget_failures(&mut *transaction, &context, &person.listed).await?;
    let kind = NoticeKind::OwnPasswordChanged;
    notices::tell(&context, &mut *transaction, kind, &person, Some(staff_id), now).await?;
    let act = Act::of(Event::OwnPasswordChanged).by(staff_id).upon(staff_id);
    anyone.record(&mut *transaction, act, now).await?;
    let set_cookie = cookie.set()?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, set_cookie)]))
}

/// Counts and records the try of somebody who does not know the password.
async fn refuse(anyone: &Anyone, context: &Context, attempt: &Attempt<'_>, staff_id: &StaffId) -> Refusal {
    let recorded = async {
        let now = context.clock.now();
        let mut transaction = context.store.write().await?;
        attempt.fail(&mut *transaction, now).await?;
        let act = Act::of(Event::OwnPasswordChanged).by(staff_id).upon(staff_id);
        let act = act.refused(ProblemCode::WrongCredentials);
        anyone.record(&mut *transaction, act, now).await?;
        Ok::<_, Refusal>(transaction.commit().await?)
    };
    let wrong = FieldProblem::new(CURRENT_PASSWORD, FieldRule::WrongPassword);
    recorded.await.err().unwrap_or_else(|| wrong.into())
}
