//! People, and what an administrator does with their accounts.

use super::{IdempotencyKey, Result, send, send_for_nothing, send_json, with_key};
use gloo_net::http::{Request, RequestBuilder};
use staffroom_contract::paths::{
    staff_deactivate, staff_deactivation, staff_deactivation_undo, staff_invitation, staff_member,
    staff_password_reset, staff_reactivate, template,
};
use staffroom_contract::{
    BACKGROUND, CodedValue, CreateStaff, DeactivateStaff, PasswordReset, Provider, ResetStaffPassword, Staff,
    StaffDeactivation, StaffDetail, StaffId, StaffOverview, StaffPage, UpdateStaff,
};

/// Who wants to read: a person does not fall idle while reading, a timer does not keep them awake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A person opened something.
    ByPerson,
    /// A timer looks again.
    ByTimer,
}

/// A page of the staff table. `query` has the members of [`ListStaff`](staffroom_contract::ListStaff), as an address
/// writes them: the table's own address has the same, and nobody reads them in between.
///
/// # Errors
/// `invalid_fields` if the query asks for something unknown.
pub async fn list_staff(query: &str, reading: Reading) -> Result<StaffPage> {
    send(by(reading, Request::get(&format!("{}?{query}", template::STAFF)))).await
}

/// Where the people whom this query lets through lie as a file. The browser itself loads it, by a link.
pub fn export_staff(query: &str) -> String {
    format!("{}?{query}", template::STAFF_CSV)
}

/// How many people somebody should look after.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn get_staff_overview() -> Result<StaffOverview> {
    send(Request::get(template::STAFF_OVERVIEW).header(BACKGROUND, "1")).await
}

pub(super) fn by(reading: Reading, request: RequestBuilder) -> RequestBuilder {
    match reading {
        Reading::ByPerson => request,
        Reading::ByTimer => request.header(BACKGROUND, "1"),
    }
}

/// One person and what is going on with their account.
///
/// # Errors
/// `not_found` if there is no such person.
pub async fn get_staff(id: &StaffId, reading: Reading) -> Result<StaffDetail> {
    send(by(reading, Request::get(&staff_member(id)))).await
}

/// Everyone who can be a primary provider.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn list_providers() -> Result<Vec<Provider>> {
    send(Request::get(template::PROVIDERS)).await
}

/// What somebody can do in a care team, as far as it fits `search`.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn list_care_team_roles(search: &str) -> Result<Vec<CodedValue>> {
    send(Request::get(template::CARE_TEAM_ROLES).query([("search", search)])).await
}

/// Adds a person, who is invited by mail.
///
/// # Errors
/// `invalid_fields` with the fields that were refused; `beyond_you`, `beyond_your_offices`.
pub async fn create_staff(person: &CreateStaff, key: &IdempotencyKey) -> Result<Staff> {
    send_json(with_key(Request::post(template::STAFF), key), person).await
}

/// Changes a person who still has `version`.
///
/// # Errors
/// `stale_version` if they were changed in the meantime; `invalid_fields` with the fields that were refused.
pub async fn update_staff(id: &StaffId, version: u64, update: &UpdateStaff) -> Result<Staff> {
    send_json(Request::patch(&staff_member(id)).header("If-Match", &format!("\"{version}\"")), update).await
}

/// What deactivating a person would end by now, and whether that is to come already.
///
/// # Errors
/// `not_found` if there is no such person.
pub async fn get_staff_deactivation(id: &StaffId) -> Result<StaffDeactivation> {
    send(Request::get(&staff_deactivation(id))).await
}

/// Takes a person's access away, and ends their sessions, at once or on a day to come.
///
/// # Errors
/// `yourself`, `outranks_you`, `last_administrator`, or `invalid_fields` with the fields that were refused.
pub async fn deactivate_staff(id: &StaffId, request: &DeactivateStaff) -> Result<Staff> {
    send_json(Request::post(&staff_deactivate(id)), request).await
}

/// Takes a deactivation to come back.
///
/// # Errors
/// `not_scheduled` if none is to come any more.
pub async fn cancel_staff_deactivation(id: &StaffId) -> Result<()> {
    send_for_nothing(Request::delete(&staff_deactivation(id))).await
}

/// Takes back a deactivation of one's own that was done within the last minute.
///
/// # Errors
/// `too_late_to_undo`.
pub async fn undo_staff_deactivation(id: &StaffId) -> Result<Staff> {
    send(Request::post(&staff_deactivation_undo(id))).await
}

/// Lets a person in again, by an invitation to set a new password.
///
/// # Errors
/// `outranks_you` or `no_email`.
pub async fn reactivate_staff(id: &StaffId) -> Result<Staff> {
    send(Request::post(&staff_reactivate(id))).await
}

/// Sends a person a password reset link, which replaces an older one.
///
/// # Errors
/// `no_email`, `not_active` or `outranks_you`.
pub async fn reset_staff_password(
    id: &StaffId,
    request: ResetStaffPassword,
    key: &IdempotencyKey,
) -> Result<PasswordReset> {
    send_json(with_key(Request::post(&staff_password_reset(id)), key), &request).await
}

/// Takes a person's live link back.
///
/// # Errors
/// `no_live_link` if there is none any more.
pub async fn revoke_staff_password_reset(id: &StaffId) -> Result<()> {
    send_for_nothing(Request::delete(&staff_password_reset(id))).await
}

/// Sends a pending person an invitation, which replaces an older one.
///
/// # Errors
/// `no_email`, `not_pending` or `outranks_you`.
pub async fn send_staff_invitation(id: &StaffId, key: &IdempotencyKey) -> Result<PasswordReset> {
    send(with_key(Request::post(&staff_invitation(id)), key)).await
}

/// Takes a person's live invitation back.
///
/// # Errors
/// `no_live_link` if there is none any more.
pub async fn revoke_staff_invitation(id: &StaffId) -> Result<()> {
    send_for_nothing(Request::delete(&staff_invitation(id))).await
}
