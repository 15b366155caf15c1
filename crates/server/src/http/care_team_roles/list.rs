//! `list_care_team_roles`: what somebody can do in a care team.

use crate::care_team_roles;
use crate::http::body::Query;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use staffroom_contract::paths::template;
use staffroom_contract::text::check_search;
use staffroom_contract::{CodedValue, ListCareTeamRoles, ProblemCode};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::InvalidFields]);

/// The care team roles that match, by their words.
#[utoipa::path(
    get,
    path = template::CARE_TEAM_ROLES,
    operation_id = "list_care_team_roles",
    tag = "care-team-roles",
    security(("session" = [])),
    params(ListCareTeamRoles),
    responses((status = 200, description = "The roles.", body = Vec<CodedValue>), Refusals),
)]
pub(super) async fn list_care_team_roles(
    _: Administrator,
    Query(request): Query<ListCareTeamRoles>,
) -> Result<Json<Vec<CodedValue>>, Refusal> {
    let search = request.search.unwrap_or_default();
    if let Some(problem) = check_search("search", &search) {
        return Err(problem.into());
    }
    Ok(Json(care_team_roles::matching(&search)))
}
