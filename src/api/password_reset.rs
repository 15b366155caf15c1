//! The landing pages' operations. None needs a session.

use super::{Result, send_json, send_json_for_nothing};
use gloo_net::http::Request;
use staffroom_contract::paths::template::{
    PASSWORD_RESET_COMPLETE, PASSWORD_RESET_INSPECT, PASSWORD_RESET_REQUEST,
};
use staffroom_contract::{
    CompletePasswordReset, InspectPasswordReset, PasswordResetLink, RequestPasswordReset,
};

/// Asks for a link for somebody who has forgotten their password. That it went well says nothing of whether there is
/// such a person.
///
/// # Errors
/// `invalid_fields` if nobody could have that name.
pub async fn request_password_reset(request: &RequestPasswordReset) -> Result<()> {
    send_json_for_nothing(Request::post(PASSWORD_RESET_REQUEST), request).await
}

/// Asks whose link a code opens. It spends nothing.
///
/// # Errors
/// One of the `reset_…` codes if the link is dead.
pub async fn inspect_password_reset(request: &InspectPasswordReset) -> Result<PasswordResetLink> {
    send_json(Request::post(PASSWORD_RESET_INSPECT), request).await
}

/// Sets a new password and spends the link.
///
/// # Errors
/// `invalid_fields` if the password is refused, which leaves the link alive; one of the `reset_…` codes if the
/// link is dead.
pub async fn complete_password_reset(request: &CompletePasswordReset) -> Result<()> {
    send_json_for_nothing(Request::post(PASSWORD_RESET_COMPLETE), request).await
}
