//! `sign_in`: username and password for a session.

use super::attempt::{Attempt, remember_address};
use super::{AT_MOST, LASTS, SessionCookie, idle_since, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::openapi::{BODY, LIMITED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::ClientAddress;
use crate::random;
use crate::repeated_acts::Alike;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use staffroom_contract::paths::template;
use staffroom_contract::{ProblemCode, Secret, Session, SessionId, SignIn, StaffId, StaffStatus};
use staffroom_store::NewSession;

refusals!(Refusals: UNSAFE, BODY, LIMITED, &[ProblemCode::WrongCredentials]);

/// Opens a session.
///
/// A session that the browser has already ends: whatever cookie it came with is worth nothing afterwards.
///
/// A person has five sessions at most: the sixth ends the one that was opened first.
///
/// After a failure the account waits, the longer the more there were that day (in UTC): 1 second after the first
/// and second, 3 up to the ninth, 5 up to the twenty-fifth, 10 up to the ninety-ninth, and then until the day is
/// over. While it waits, the right password is refused as well, and unknown usernames wait like known ones. Tries from
/// addresses that people of the practice signed in from within 90 days are counted apart from all others, so that
/// guesses from elsewhere keep nobody there waiting. A sign-in that succeeds ends the waiting there for good, and a new
/// password set with a link ends it everywhere.
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
    address: ClientAddress,
    old_cookie: Option<SessionCookie>,
    JsonBody(request): JsonBody<SignIn>,
) -> Result<impl IntoResponse, Refusal> {
    context.limits.sign_in.take(address, context.clock.now())?;
    let attempt = Attempt::of(&context, &request.username, address).await?;
    let mut transaction = context.store.read().await?;
    attempt.may_be_made(&mut *transaction, context.clock.now()).await?;
    let credential = transaction.staff().credential_by_username(&request.username).await?;
    drop(transaction);

    // Whoever may not sign in costs as much time as whoever may, so that the answer says nothing of them.
    let usable = credential.as_ref().filter(|credential| credential.status == StaffStatus::Active);
    let hash = usable.and_then(|credential| credential.password_hash.as_deref());
    let is_right = context.hasher.verify(&request.password, hash).await?;
    let named = credential.as_ref().map(|credential| &credential.staff_id);
    let Some(credential) = usable.filter(|_| is_right) else {
        return Err(refuse(&anyone, &context, &attempt, named).await);
    };

    let made_anew = made_anew(&context, &request.password, hash).await;
    let now = context.clock.now();
    let cookie = SessionCookie::fresh()?;
    let session = NewSession {
        id: SessionId::new(random::id()?),
        id_hash: cookie.digest(),
        staff_id: credential.staff_id.clone(),
        credential_version: credential.credential_version,
        created_at: now,
        expires_at: now.plus(LASTS),
        client: anyone.client(),
    };
    let mut transaction = context.store.write().await?;
    if !transaction.sessions().open(&session).await? {
        drop(transaction);
        return Err(refuse(&anyone, &context, &attempt, named).await);
    }
    attempt.succeed(&mut *transaction).await?;
    transaction.staff().note_sign_in(&session.staff_id, now).await?;
    remember_address(&mut *transaction, &context, &session.staff_id, address, now).await?;
    if let Some(hash) = made_anew {
        let version = credential.credential_version;
        transaction.staff().replace_password_hash(&session.staff_id, version, &hash).await?;
    }
    let (id_hash, whose) = (&session.id_hash, &session.staff_id);
    let idle_since = idle_since(&mut *transaction, now).await?;
    transaction.sessions().end_oldest_of(whose, id_hash, AT_MOST, now, idle_since).await?;
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

/// Another hash of the right password, if the one that is kept is cheaper than one would be now. Nobody is kept
/// from signing in because there is none: the next sign-in tries again.
async fn made_anew(context: &Context, password: &Secret, hash: Option<&str>) -> Option<String> {
    if !hash.is_some_and(|hash| context.hasher.is_outdated(hash)) {
        return None;
    }
    context
        .hasher
        .hash(password)
        .await
        .inspect_err(|error| tracing::warn!(%error, "a hash stays as it is"))
        .ok()
}

/// Records the try, by the person it was made for if there is one; never by what was typed, which may well be
/// a password in the wrong field. Tries for nobody can be made on and on, and are recorded as [`RepeatedActs`] are.
///
/// [`RepeatedActs`]: crate::repeated_acts::RepeatedActs
pub(super) async fn refuse(
    anyone: &Anyone,
    context: &Context,
    attempt: &Attempt<'_>,
    named: Option<&StaffId>,
) -> Refusal {
    let now = context.clock.now();
    let refused_as = ProblemCode::WrongCredentials;
    let for_nobody = Alike {
        event: Event::SignInFailed,
        operation: None,
        actor: None,
        subject: None,
        refused_as,
        address: anyone.address(),
    };
    let repeated_acts = &context.limits.repeated_acts;
    let is_recorded = named.is_some() || repeated_acts.is_first(&for_nobody, now);
    let recorded = async {
        let mut transaction = context.store.write().await?;
        attempt.fail(&mut *transaction, now).await?;
        if is_recorded {
            let act = Act::of(Event::SignInFailed).upon(named).refused(refused_as);
            anyone.record(&mut *transaction, act, now).await?;
        }
        Ok::<_, Refusal>(transaction.commit().await?)
    };
    match recorded.await {
        Ok(()) => refused_as.into(),
        Err(failure) => {
            if is_recorded && named.is_none() {
                repeated_acts.count(&for_nobody, now);
            }
            failure
        }
    }
}
