//! `sign_in`: username and password for a session.

use super::{LASTS, SessionCookie, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::openapi::{BODY, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, Session, SignIn, StaffId, StaffStatus};
use staffroom_store::NewSession;

refusals!(Refusals: UNSAFE, BODY, &[ProblemCode::WrongCredentials]);

/// Opens a session.
///
/// A session that the browser has already ends: whatever cookie it came with is worth nothing afterwards.
#[utoipa::path(
    post,
    path = template::SESSION,
    operation_id = "sign_in",
    tag = "session",
    request_body = SignIn,
    responses(
        (
            status = 200,
            description = "Signed in.",
            body = Session,
            headers(("Set-Cookie" = String, description = "The session.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn sign_in(
    anyone: Anyone,
    State(context): State<Context>,
    old_cookie: Option<SessionCookie>,
    JsonBody(request): JsonBody<SignIn>,
) -> Result<impl IntoResponse, Refusal> {
    let mut transaction = context.store.read().await?;
    let credential = transaction.staff().credential_by_username(&request.username).await?;
    drop(transaction);

    // Whoever may not sign in costs as much time as whoever may, so that the answer says nothing of them.
    let usable = credential.as_ref().filter(|credential| credential.status == StaffStatus::Active);
    let hash = usable.and_then(|credential| credential.password_hash.as_deref());
    let is_right = context.hasher.verify(&request.password, hash).await?;
    let named = credential.as_ref().map(|credential| &credential.staff_id);
    let Some(credential) = usable.filter(|_| is_right) else {
        return Err(refuse(&anyone, &context, named).await);
    };

    let now = context.clock.now();
    let cookie = SessionCookie::fresh()?;
    let session = NewSession {
        id_hash: cookie.digest(),
        staff_id: credential.staff_id.clone(),
        credential_version: credential.credential_version,
        created_at: now,
        expires_at: now.plus(LASTS),
    };
    let mut transaction = context.store.write().await?;
    if !transaction.sessions().open(&session).await? {
        drop(transaction);
        return Err(refuse(&anyone, &context, named).await);
    }
    if let Some(old_cookie) = old_cookie {
        let ended = transaction.sessions().end(&old_cookie.digest()).await?;
        if let Some(whose) = ended {
            let act = Act::of(Event::SignedOut).by(&whose).upon(&whose);
            anyone.record(&mut *transaction, act, now).await?;
        }
    }
    let act = Act::of(Event::SignedIn).by(&session.staff_id).upon(&session.staff_id);
    anyone.record(&mut *transaction, act, now).await?;
    let person = transaction.staff().get(&session.staff_id).await?.ok_or(ProblemCode::WrongCredentials)?;
    let answer: Session = shown(&mut *transaction, person, session.expires_at).await?;
    let set_cookie = cookie.set()?;
    transaction.commit().await?;
    Ok(([(header::SET_COOKIE, set_cookie)], Json(answer)))
}

/// Records the try, by the person it was made for if there is one; never by what was typed, which may well be
/// a password in the wrong field.
pub(super) async fn refuse(anyone: &Anyone, context: &Context, named: Option<&StaffId>) -> Refusal {
    let recorded = async {
        let mut transaction = context.store.write().await?;
        let act = Act::of(Event::SignInFailed).upon(named).refused(ProblemCode::WrongCredentials);
        anyone.record(&mut *transaction, act, context.clock.now()).await?;
        Ok::<_, Refusal>(transaction.commit().await?)
    };
    recorded.await.err().unwrap_or_else(|| ProblemCode::WrongCredentials.into())
}
