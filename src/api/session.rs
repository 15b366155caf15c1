//! Signing in and out, one after the other: each of their answers sets or removes the same cookie, and the one that
//! comes last decides.

use super::patience::patiently;
use super::turns::in_turn;
use super::{Result, send, send_for_nothing, send_json, send_json_for_nothing};
use gloo_net::http::Request;
use staffroom_contract::paths::template::{SESSION, SESSION_REAUTHENTICATION};
use staffroom_contract::{Reauthenticate, Session, SignIn};

/// Opens a session.
///
/// # Errors
/// `wrong_credentials` if username and password do not fit, whatever of the two is wrong.
pub async fn sign_in(request: &SignIn) -> Result<Session> {
    in_turn(patiently(|| send_json(Request::post(SESSION), request))).await
}

/// Who is signed in.
///
/// # Errors
/// [`super::ApiError::SignedOut`] if nobody is.
pub async fn get_session() -> Result<Session> {
    send(Request::get(SESSION)).await
}

/// Enters the password of whoever is signed in once more.
///
/// # Errors
/// `wrong_credentials` if it is another one.
pub async fn reauthenticate(request: &Reauthenticate) -> Result<()> {
    in_turn(patiently(|| send_json_for_nothing(Request::post(SESSION_REAUTHENTICATION), request))).await
}

/// Ends the session.
///
/// # Errors
/// If the server cannot be reached; the session then goes on until it falls idle.
pub async fn sign_out() -> Result<()> {
    in_turn(send_for_nothing(Request::delete(SESSION))).await
}
