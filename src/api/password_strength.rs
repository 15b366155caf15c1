//! What a password is worth, while it is typed.

use super::{Result, send_json};
use gloo_net::http::Request;
use staffroom_contract::paths::template::PASSWORD_STRENGTH;
use staffroom_contract::{EstimatePasswordStrength, PasswordStrength};

/// How hard a password is to guess, and whether it would be refused.
///
/// # Errors
/// If nobody is signed in and there is no live link; `too_many_requests` after much typing.
pub async fn estimate_password_strength(request: &EstimatePasswordStrength) -> Result<PasswordStrength> {
    send_json(Request::post(PASSWORD_STRENGTH), request).await
}
