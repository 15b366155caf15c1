//! What people can do in a care team.

mod list;

use crate::context::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(list::list_care_team_roles))
}
