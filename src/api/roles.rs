//! Roles, and who holds which.

use super::{Result, send, send_for_nothing, send_json};
use gloo_net::http::{Request, RequestBuilder};
use staffroom_contract::paths::{role, staff_permissions, staff_role, template};
use staffroom_contract::{
    ChangeStaffPermissions, ChangeStaffRole, CreateRole, RoleId, RoleSummary, Roles, Staff, StaffId,
    UpdateRole,
};

/// Every role, what it allows, and how many people hold it.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn list_roles() -> Result<Roles> {
    send(Request::get(template::ROLES)).await
}

/// Makes a role of the practice's own.
///
/// # Errors
/// `invalid_fields` with the fields that were refused; `beyond_you`.
pub async fn create_role(request: &CreateRole) -> Result<RoleSummary> {
    send_json(Request::post(template::ROLES), request).await
}

/// Changes a role that still has `version`.
///
/// # Errors
/// `stale_version` if it was changed in the meantime; `invalid_fields` with the fields that were refused; `yourself`,
/// `outranks_you`, `beyond_you` or `last_administrator`.
pub async fn update_role(id: &RoleId, version: u64, request: &UpdateRole) -> Result<RoleSummary> {
    send_json(for_version(Request::put(&role(id)), version), request).await
}

/// Takes a role away that nobody holds.
///
/// # Errors
/// `role_held` if somebody does.
pub async fn retire_role(id: &RoleId) -> Result<()> {
    send_for_nothing(Request::delete(&role(id))).await
}

/// Gives a person who still has `version` a role, and what differs from it for them alone.
///
/// # Errors
/// `stale_version` if they were changed in the meantime; `yourself`, `outranks_you`, `beyond_you` or
/// `last_administrator`.
pub async fn change_staff_role(id: &StaffId, version: u64, request: &ChangeStaffRole) -> Result<Staff> {
    send_json(for_version(Request::put(&staff_role(id)), version), request).await
}

/// Changes what differs from their role for a person who still has `version`.
///
/// # Errors
/// Those of [`change_staff_role`].
pub async fn change_staff_permissions(
    id: &StaffId,
    version: u64,
    request: &ChangeStaffPermissions,
) -> Result<Staff> {
    send_json(for_version(Request::put(&staff_permissions(id)), version), request).await
}

fn for_version(request: RequestBuilder, version: u64) -> RequestBuilder {
    request.header("If-Match", &format!("\"{version}\""))
}
