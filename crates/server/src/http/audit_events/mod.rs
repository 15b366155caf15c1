//! The audit log, for those who may read it.

mod csv;
mod export;
mod list;
mod shown;

use crate::context::Context;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(list::list_audit_events)).routes(routes!(export::export_audit_events))
}
