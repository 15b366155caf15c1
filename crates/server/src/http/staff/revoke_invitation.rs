//! `revoke_staff_invitation`: a person's live invitation is taken back.

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

/// Takes a person's live invitation back. The person stays, and can be invited again.
#[utoipa::path(
    delete,
    path = template::STAFF_INVITATION,
    operation_id = "revoke_staff_invitation",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 204, description = "The invitation can no longer be used."), Refusals),
)]
pub(super) async fn revoke_staff_invitation(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<StatusCode, Refusal> {
    revoke(&administrator, &context, &id, LinkPurpose::Invitation).await
}
