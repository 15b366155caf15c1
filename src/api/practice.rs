//! What the practice decides for itself, and its offices.

use super::{Result, send, send_json};
use gloo_net::http::Request;
use staffroom_contract::paths::{office, office_close, staff_offices, template};
use staffroom_contract::{
    NameOffice, Office, OfficeId, PracticeSettings, RestrictStaffOffices, Staff, StaffId,
    UpdatePracticeSettings,
};

/// The practice's own settings.
///
/// # Errors
/// If nobody is signed in, or they may not see them.
pub async fn get_practice_settings() -> Result<PracticeSettings> {
    send(Request::get(template::PRACTICE)).await
}

/// Changes settings that still have `version`.
///
/// # Errors
/// `stale_version` if they were changed in the meantime; `invalid_fields` with the fields that were refused;
/// `reauth_required` if it lets somebody in who could not get in before.
pub async fn update_practice_settings(
    version: u64,
    update: &UpdatePracticeSettings,
) -> Result<PracticeSettings> {
    send_json(Request::patch(template::PRACTICE).header("If-Match", &format!("\"{version}\"")), update).await
}

/// Every office, the closed ones behind the open ones.
///
/// # Errors
/// If nobody is signed in, or they may not see them.
pub async fn list_offices() -> Result<Vec<Office>> {
    send(Request::get(template::OFFICES)).await
}

/// Opens an office.
///
/// # Errors
/// `invalid_fields` if another open office has its name.
pub async fn add_office(request: &NameOffice) -> Result<Office> {
    send_json(Request::post(template::OFFICES), request).await
}

/// Gives an office another name.
///
/// # Errors
/// `invalid_fields` if another open office has it; `not_found` if it was closed in the meantime.
pub async fn rename_office(id: &OfficeId, request: &NameOffice) -> Result<Office> {
    send_json(Request::patch(&office(id)), request).await
}

/// Closes an office.
///
/// # Errors
/// `not_found` if there is none.
pub async fn close_office(id: &OfficeId) -> Result<Office> {
    send(Request::post(&office_close(id))).await
}

/// Says where a person works who still has `version`, and whether they are restricted to that.
///
/// # Errors
/// `stale_version` if they were changed in the meantime; `yourself`, `outranks_you` or `beyond_your_offices`.
pub async fn restrict_staff_offices(
    id: &StaffId,
    version: u64,
    request: &RestrictStaffOffices,
) -> Result<Staff> {
    send_json(Request::put(&staff_offices(id)).header("If-Match", &format!("\"{version}\"")), request).await
}
