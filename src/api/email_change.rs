//! Changes of email addresses, for administrators, for oneself, and for the holders of the links.

use super::{IdempotencyKey, Result, send, send_code, send_for_nothing, send_json, with_key};
use gloo_net::http::Request;
use staffroom_contract::paths::{staff_email_change, staff_email_change_again, template};
use staffroom_contract::{
    ChangeEmail, ConfirmEmailChange, EmailChange, ObjectToEmailChange, OwnEmail, StaffId,
};

/// Asks the owner of a new address of a person to confirm it.
///
/// # Errors
/// `invalid_fields` if the address cannot be had; `not_active` or `outranks_you`.
pub async fn change_staff_email(
    id: &StaffId,
    request: &ChangeEmail,
    key: &IdempotencyKey,
) -> Result<EmailChange> {
    send_json(with_key(Request::post(&staff_email_change(id)), key), request).await
}

/// Sends the mail that asks for the confirmation once more.
///
/// # Errors
/// `no_email_change` if nothing waits any more.
pub async fn send_email_change_again(id: &StaffId) -> Result<EmailChange> {
    send(Request::post(&staff_email_change_again(id))).await
}

/// Takes a change back before it is confirmed.
///
/// # Errors
/// `no_email_change` if nothing waits any more.
pub async fn cancel_email_change(id: &StaffId) -> Result<()> {
    send_for_nothing(Request::delete(&staff_email_change(id))).await
}

/// One's own address, and what is to become of it.
///
/// # Errors
/// If nobody is signed in.
pub async fn get_own_email() -> Result<OwnEmail> {
    send(Request::get(template::OWN_EMAIL)).await
}

/// Asks for another address for oneself.
///
/// # Errors
/// `email_update_off` if one may not; `invalid_fields` if the address cannot be had.
pub async fn change_own_email(request: &ChangeEmail, key: &IdempotencyKey) -> Result<EmailChange> {
    send_json(with_key(Request::post(template::OWN_EMAIL), key), request).await
}

/// Puts a new address in force.
///
/// # Errors
/// One of the `email_change_…` codes if the link is dead.
pub fn confirm_email_change(request: ConfirmEmailChange) -> impl Future<Output = Result<()>> {
    send_code(template::EMAIL_CHANGE_CONFIRM, request.code)
}

/// Ends a change from the old address.
///
/// # Errors
/// One of the `email_change_…` codes if the link is dead.
pub fn object_to_email_change(request: ObjectToEmailChange) -> impl Future<Output = Result<()>> {
    send_code(template::EMAIL_CHANGE_OBJECT, request.code)
}
