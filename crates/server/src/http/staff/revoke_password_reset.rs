//! `revoke_staff_password_reset`: a person's live link is taken back.

use super::PathId;
use super::revoked_link::revoke;
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::extract::State;
use axum::http::StatusCode;
use staffroom_contract::paths::template;
use staffroom_contract::{LinkPurpose, ProblemCode, StaffId};

refusals!(Refusals: ADMINISTRATOR, UNSAFE, TARGET, &[ProblemCode::NoLiveLink]);

/// Takes a person's live password reset link back. An invitation stays what it is.
#[utoipa::path(
    delete,
    path = template::STAFF_PASSWORD_RESET,
    operation_id = "revoke_staff_password_reset",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 204, description = "The link can no longer be used."), Refusals),
)]
pub(super) async fn revoke_staff_password_reset(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    revoke(&administrator, &context, &id, LinkPurpose::PasswordReset).await
}
