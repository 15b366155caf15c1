//! `change_staff_role`: a person holds another role from now on.

use super::PathId;
use super::power::{self, NewPower};
use crate::audit::Event;
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::{IfMatch, Versioned};
use crate::http::refusal::Refusal;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{ChangeStaffRole, ProblemCode, Staff, StaffId};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET,
    &[
        ProblemCode::BeyondYou,
        ProblemCode::Yourself,
        ProblemCode::LastAdministrator,
        ProblemCode::VersionRequired,
        ProblemCode::StaleVersion,
    ]
);

/// Gives a person a role, and what differs from it for them alone. What differed before ends. It holds from their next
/// request on.
#[utoipa::path(
    put,
    path = template::STAFF_ROLE,
    operation_id = "change_staff_role",
    tag = "staff",
    security(("session" = [])),
    params(
        ("id" = StaffId, Path, description = "The person."),
        ("If-Match" = String, Header, description = "The version that the change was made for, such as `\"3\"`."),
    ),
    request_body = ChangeStaffRole,
    responses(
        (
            status = 200,
            description = "The person as they are now.",
            body = Staff,
            headers(("ETag" = String, description = "The person's new version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn change_staff_role(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    id: PathId,
    if_match: IfMatch,
    JsonBody(request): JsonBody<ChangeStaffRole>,
) -> Result<Versioned<Staff>, Refusal> {
    request.validate().map_err(Refusal::fields)?;
    let versions = if_match.versions()?;
    let ChangeStaffRole { role_id, added, removed } = request;
    let power = NewPower { role_id: Some(role_id), added, removed };
    power::change(&context, &administrator, id, &versions, power, Event::StaffRoleChanged).await
}
