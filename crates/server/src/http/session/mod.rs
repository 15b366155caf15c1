//! Sessions: opaque ids in a cookie, all else in the database.

mod attempt;
mod cookie;
mod get;
mod reauthenticate;
mod sign_in;
mod sign_out;

pub(super) use attempt::{Attempt, forget_failures};
pub(super) use cookie::{NAME as COOKIE, SessionCookie};

use super::body::BODY_MAX_FOR_ANYONE;
use super::practice::practice_of;
use super::refusal::Refusal;
use crate::context::Context;
use axum::extract::DefaultBodyLimit;
use staffroom_contract::staff::full_name;
use staffroom_contract::{Session, StaffId, StaffStatus, UnixSeconds};
use staffroom_store::{SessionRecord, StaffRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How long a session lasts whatever happens, in seconds: a shift.
const LASTS: i64 = 8 * 60 * 60;

/// How often it is noted that the person did something, in seconds.
const NOTED_EVERY: i64 = 60;

/// How many sessions a person has at most; one more ends the one that was opened first.
const AT_MOST: u32 = 5;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(sign_in::sign_in, get::get_session, sign_out::sign_out))
        .routes(routes!(reauthenticate::reauthenticate))
        .layer(DefaultBodyLimit::max(BODY_MAX_FOR_ANYONE))
}

/// Sessions that were last used before this point have ended.
async fn idle_since(transaction: &mut dyn Transaction, now: UnixSeconds) -> Result<UnixSeconds, Refusal> {
    Ok(practice_of(transaction).await?.idle_since(now))
}

/// The open session that a cookie names, and its person.
pub(super) async fn find(
    context: &Context,
    cookie: &SessionCookie,
) -> Result<Option<(SessionRecord, StaffRecord)>, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let idle_since = idle_since(&mut *transaction, now).await?;
    let Some(session) = transaction.sessions().find(&cookie.digest(), now, idle_since).await? else {
        return Ok(None);
    };
    let person = transaction.staff().get(&session.staff_id).await?;
    let active = person.filter(|person| person.listed.status == StaffStatus::Active);
    Ok(active.map(|person| (session, person)))
}

/// Whether the session that a cookie names is open, in this transaction. Its person is active then.
pub(super) async fn is_open(
    transaction: &mut dyn Transaction,
    cookie: &SessionCookie,
    now: UnixSeconds,
) -> Result<bool, Refusal> {
    let idle_since = idle_since(transaction, now).await?;
    Ok(transaction.sessions().find(&cookie.digest(), now, idle_since).await?.is_some())
}

/// A person's open sessions: the one used last comes first.
pub(super) async fn open_of(
    transaction: &mut dyn Transaction,
    id: &StaffId,
    now: UnixSeconds,
) -> Result<Vec<SessionRecord>, Refusal> {
    let idle_since = idle_since(transaction, now).await?;
    Ok(transaction.sessions().list_of(id, now, idle_since).await?)
}

/// Notes that a session's person did something. That it could not be noted is no reason to refuse what they
/// did: a busy database would then end everybody's reading too.
pub(super) async fn note_activity(context: &Context, cookie: &SessionCookie, session: &SessionRecord) {
    let now = context.clock.now();
    if now.since(session.last_seen_at) < NOTED_EVERY {
        return;
    }
    let noted = async {
        let mut transaction = context.store.write().await?;
        transaction.sessions().touch(&cookie.digest(), now).await?;
        transaction.commit().await
    };
    if let Err(error) = noted.await {
        tracing::warn!(%error, "a session's activity could not be noted");
    }
}

/// A session as its person needs to know it.
async fn shown(
    transaction: &mut dyn Transaction,
    person: StaffRecord,
    expires_at: UnixSeconds,
) -> Result<Session, Refusal> {
    let practice = practice_of(transaction).await?;
    let StaffRecord { listed: person, permissions, .. } = person;
    Ok(Session {
        full_name: full_name(&person.first_name, &person.last_name),
        staff_id: person.id,
        username: person.username,
        permissions: permissions.into_iter().collect(),
        practice_name: practice.name,
        idle_minutes: practice.idle_minutes,
        min_password_length: practice.min_password_length,
        expires_at,
    })
}
