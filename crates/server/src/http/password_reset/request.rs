//! `request_password_reset`: a link for somebody who has forgotten their password.

use crate::context::Context;
use crate::forgotten_password::Wish;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::openapi::{BODY, LIMITED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::ClientAddress;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::RequestPasswordReset;
use staffroom_contract::paths::template;

refusals!(Refusals: UNSAFE, BODY, LIMITED);

/// Sends a password reset link to whoever has this username or email address, if their account is active and has an
/// email address; one that they have and can still use is sent again instead. The password that they have keeps working
/// until they set another one.
///
/// The answer is the same for everybody, and comes before anybody is looked up. In an hour, three mails go to one
/// person, and a hundred to all.
#[utoipa::path(
    post,
    path = template::PASSWORD_RESET_REQUEST,
    operation_id = "request_password_reset",
    tag = "password-reset",
    request_body = RequestPasswordReset,
    responses((status = 202, description = "If there is such an account, its mail will be queued."), Refusals),
)]
pub(super) async fn request_password_reset(
    anyone: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    JsonBody(request): JsonBody<RequestPasswordReset>,
) -> Result<StatusCode, Refusal> {
    context.limits.forgotten_password.take(address, context.clock.now())?;
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    context.wishes.put(Wish { login: request.login, source: anyone.into_source() })?;
    Ok(StatusCode::ACCEPTED)
}
