//! What people do with their own account.

use super::patience::patiently;
use super::turns::in_turn;
use super::{Result, send, send_for_nothing, send_json_for_nothing};
use gloo_net::http::Request;
use staffroom_contract::paths::template::{OWN_EVENTS, OWN_PASSWORD, OWN_SESSIONS};
use staffroom_contract::{ChangeOwnPassword, OwnEventPage, OwnSessions, SessionId, paths};

/// Sets a new password for whoever is signed in and knows the one that they have. The session goes on under another
/// id, and all others end.
///
/// # Errors
/// `invalid_fields` if the new password is refused, or the current one is another.
pub async fn change_own_password(request: &ChangeOwnPassword) -> Result<()> {
    in_turn(patiently(|| send_json_for_nothing(Request::post(OWN_PASSWORD), request))).await
}

/// Where one is signed in.
///
/// # Errors
/// If nobody is signed in.
pub async fn list_own_sessions() -> Result<OwnSessions> {
    send(Request::get(OWN_SESSIONS)).await
}

/// Ends one of one's own sessions.
///
/// # Errors
/// `not_found` if it has ended already.
pub async fn end_own_session(id: &SessionId) -> Result<()> {
    send_for_nothing(Request::delete(&paths::own_session(id))).await
}

/// Ends all of one's own sessions but this one.
///
/// # Errors
/// If nobody is signed in.
pub async fn end_other_sessions() -> Result<()> {
    send_for_nothing(Request::delete(OWN_SESSIONS)).await
}

/// What happened around one's own access, newest first; `after` is the end of the page before.
///
/// # Errors
/// If nobody is signed in.
pub async fn list_own_events(after: Option<&str>) -> Result<OwnEventPage> {
    send(Request::get(OWN_EVENTS).query(after.map(|after| ("after", after)))).await
}
