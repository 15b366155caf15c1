//! `list_audit_events`: the audit log, page by page.

use super::names::Names;
use super::{reach_of, shown};
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::Auditor;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::audit::Event;
use staffroom_contract::paths::template;
use staffroom_contract::{AuditEventPage, FieldProblem, FieldRule, ListAuditEvents, ProblemCode};
use staffroom_store::AuditQuery;

refusals!(Refusals: PERMITTED, &[ProblemCode::InvalidFields]);

/// A page of the audit log, newest first; of what is about those whom the asker sees, if they are restricted to their
/// offices.
#[utoipa::path(
    get,
    path = template::AUDIT_EVENTS,
    operation_id = "list_audit_events",
    tag = "audit-events",
    security(("session" = [])),
    params(ListAuditEvents),
    responses((status = 200, description = "A page of rows.", body = AuditEventPage), Refusals),
)]
pub(super) async fn list_audit_events(
    auditor: Auditor,
    State(context): State<Context>,
    Query(request): Query<ListAuditEvents>,
) -> Result<Json<AuditEventPage>, Refusal> {
    let query = AuditQuery { within: reach_of(&auditor), ..query(request).map_err(Refusal::fields)? };
    let mut transaction = context.store.read().await?;
    let page = transaction.audit().list(&query).await?;
    let next = page.items.last().filter(|_| page.has_more).map(|record| record.number.to_string());
    let mut items: Vec<_> = page.items.into_iter().map(shown::event).collect();
    let mut names = Names::default();
    for event in &mut items {
        names.add_to(&mut *transaction, &auditor.person, event).await?;
    }
    Ok(Json(AuditEventPage { items, next }))
}

fn query(request: ListAuditEvents) -> Result<AuditQuery, Vec<FieldProblem>> {
    let ListAuditEvents { actor, subject, event, result, from, until, after, limit } = request;
    let limit = limit.unwrap_or(ListAuditEvents::DEFAULT_LIMIT);
    let mut problems = Vec::new();
    let after = after.and_then(|after| {
        let number = after.parse().ok();
        if number.is_none() {
            problems.push(FieldProblem::new("after", FieldRule::WrongType));
        }
        number
    });
    if !(1..=ListAuditEvents::MAX_LIMIT).contains(&limit) {
        problems.push(FieldProblem::new("limit", FieldRule::WrongType));
    }
    if problems.is_empty() {
        let event = event.map(Event::name);
        Ok(AuditQuery { actor, subject, event, result, from, until, within: None, after, limit })
    } else {
        Err(problems)
    }
}
