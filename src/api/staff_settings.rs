//! A person's settings, and their App Unlock PIN.

use super::{Result, send, send_json};
use gloo_net::http::Request;
use staffroom_contract::paths::{staff_pin, staff_pin_reveal, staff_settings};
use staffroom_contract::{AppUnlockPin, ChangeStaffSettings, SetStaffPin, Staff, StaffId};

/// Turns switches of a person who still has `version`.
///
/// # Errors
/// `stale_version` if they were changed in the meantime; `outranks_you`.
pub async fn change_staff_settings(
    id: &StaffId,
    version: u64,
    change: &ChangeStaffSettings,
) -> Result<Staff> {
    send_json(Request::patch(&staff_settings(id)).header("If-Match", &format!("\"{version}\"")), change).await
}

/// Sets a person's App Unlock PIN, or has one made up; the PIN that is in force.
///
/// # Errors
/// `invalid_fields` if it is no PIN, or among those that are tried first; `outranks_you`.
pub async fn set_staff_pin(id: &StaffId, request: &SetStaffPin) -> Result<AppUnlockPin> {
    send_json(Request::put(&staff_pin(id)), request).await
}

/// Shows a person's App Unlock PIN, which is recorded.
///
/// # Errors
/// `no_pin` if they have none; `too_many_requests` after twenty in an hour.
pub async fn reveal_staff_pin(id: &StaffId) -> Result<AppUnlockPin> {
    send(Request::post(&staff_pin_reveal(id))).await
}
