//! What people do with their own account.

mod change_email;
mod change_password;
mod device;
mod email;
mod end_other_sessions;
mod end_session;
mod list_events;
mod list_sessions;

use super::body::BODY_MAX_FOR_ANYONE;
use crate::context::Context;
use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list_sessions::list_own_sessions, end_other_sessions::end_other_sessions))
        .routes(routes!(email::get_own_email, change_email::change_own_email))
        .routes(routes!(change_password::change_own_password))
        .routes(routes!(end_session::end_own_session))
        .routes(routes!(list_events::list_own_events))
        .layer(DefaultBodyLimit::max(BODY_MAX_FOR_ANYONE))
}
