//! `list_own_events`: what happened around a person's own access.

use super::device::device;
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::SignedIn;
use crate::http::openapi::{SIGNED_IN, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::audit::Event;
use staffroom_contract::paths::template;
use staffroom_contract::{
    AuditResult, FieldProblem, FieldRule, ListOwnEvents, OwnEvent, OwnEventPage, ProblemCode, StaffId,
};
use staffroom_store::{AuditRecord, OwnAuditQuery};

refusals!(Refusals: SIGNED_IN, &[ProblemCode::InvalidFields]);

/// What happened around the access of the person who asks, newest first: their sign-ins and those that failed under
/// their name, passwords and links, and what administrators did to it. Where from is told of what was done by
/// themselves or in their name; of an administrator, only the name.
#[utoipa::path(
    get,
    path = template::OWN_EVENTS,
    operation_id = "list_own_events",
    tag = "account",
    security(("session" = [])),
    params(ListOwnEvents),
    responses((status = 200, description = "A page of events.", body = OwnEventPage), Refusals),
)]
pub(super) async fn list_own_events(
    SignedIn { person, .. }: SignedIn,
    State(context): State<Context>,
    Query(request): Query<ListOwnEvents>,
) -> Result<Json<OwnEventPage>, Refusal> {
    let staff_id = person.listed.id;
    let query = query(staff_id.clone(), request).map_err(Refusal::fields)?;
    let mut transaction = context.store.read().await?;
    let page = transaction.audit().list_own(&query).await?;
    let last = page.items.last().filter(|_| page.has_more);
    Ok(Json(OwnEventPage {
        next: last.map(|record| record.number.to_string()),
        items: page.items.into_iter().map(|record| shown(record, &staff_id)).collect(),
    }))
}

fn query(staff_id: StaffId, request: ListOwnEvents) -> Result<OwnAuditQuery, Vec<FieldProblem>> {
    let limit = request.limit.unwrap_or(ListOwnEvents::DEFAULT_LIMIT);
    let after = request.after.map(|after| after.parse()).transpose();
    let mut problems = Vec::new();
    if after.is_err() {
        problems.push(FieldProblem::new("after", FieldRule::WrongType));
    }
    if !(1..=ListOwnEvents::MAX_LIMIT).contains(&limit) {
        problems.push(FieldProblem::new("limit", FieldRule::WrongType));
    }
    match after {
        Ok(after) if problems.is_empty() => {
            let events = OwnEvent::EVENTS.iter().copied().map(Event::name).collect();
            Ok(OwnAuditQuery { staff_id, events, after, limit })
        }
        _ => Err(problems),
    }
}

fn shown(record: AuditRecord, person: &StaffId) -> OwnEvent {
    let administrator = record.actor.filter(|actor| actor.id != *person).map(|actor| actor.full_name);
    let is_their_own = administrator.is_none();
    OwnEvent {
        at: record.at,
        event: record.event,
        result: if record.refused_as.is_some() { AuditResult::Refused } else { AuditResult::Done },
        administrator,
        client_address: record.address.filter(|_| is_their_own),
        device: record.user_agent.filter(|_| is_their_own).as_deref().and_then(device),
    }
}
