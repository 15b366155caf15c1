//! The audit log, for those who may read it.

mod csv;
mod export;
mod list;
mod names;
mod shown;

use super::caller::Auditor;
use crate::audit::Event;
use crate::context::Context;
use staffroom_store::AuditReach;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(list::list_audit_events)).routes(routes!(export::export_audit_events))
}

/// How much of the log somebody may read: all of it, unless they are restricted to their offices. Then they read of
/// those whom they reach, of themselves, and of the practice.
fn reach_of(auditor: &Auditor) -> Option<AuditReach> {
    auditor.person.restrict_offices.then(|| AuditReach {
        asker: auditor.person.listed.id.clone(),
        upon_nobody: Event::ALL
            .iter()
            .filter(|event| event.is_of_practice())
            .map(|event| event.name())
            .collect(),
    })
}
