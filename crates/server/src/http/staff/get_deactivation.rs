//! `get_staff_deactivation`: what deactivating a person would end.

use super::{PathId, kept, person, shown};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use crate::http::session;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    LinkPurpose, ProblemCode, Provider, ScheduledDeactivation, StaffDeactivation, StaffId,
};
use staffroom_store::{Deactivation, ListedStaff, Transaction};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound]);

/// What deactivating a person would end by now, and whether that is to come already.
#[utoipa::path(
    get,
    path = template::STAFF_DEACTIVATION,
    operation_id = "get_staff_deactivation",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 200, description = "What it would end.", body = StaffDeactivation), Refusals),
)]
pub(super) async fn get_staff_deactivation(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Json<StaffDeactivation>, Refusal> {
    let mut transaction = context.store.read().await?;
    person(&mut *transaction, &administrator, &id).await?;
    let now = context.clock.now();
    let mut has_live_link = false;
    for purpose in [LinkPurpose::PasswordReset, LinkPurpose::Invitation] {
        let newest = transaction.links().recent_of(&id, purpose, 1).await?.pop();
        has_live_link |= newest.is_some_and(|link| shown::password_reset(link, now).state.is_live());
    }
    let open_sessions = session::open_of(&mut *transaction, &id, now).await?.len();
    let people = transaction.deactivations().count_cared_for_by(&id).await?;
    let scheduled = transaction.deactivations().scheduled_of(&id).await?;
    Ok(Json(StaffDeactivation {
        open_sessions: open_sessions.try_into().unwrap_or(u32::MAX),
        has_live_link,
        is_primary_provider_of: people.try_into().unwrap_or(u32::MAX),
        scheduled: match scheduled {
            Some(deactivation) => Some(scheduled_as_shown(&mut *transaction, deactivation).await?),
            None => None,
        },
    }))
}

async fn scheduled_as_shown(
    transaction: &mut dyn Transaction,
    deactivation: Deactivation,
) -> Result<ScheduledDeactivation, Refusal> {
    let asker = kept(transaction, &deactivation.requested_by).await?.listed;
    let hand_over_to = match deactivation.hand_over_to {
        Some(id) => {
            let ListedStaff { first_name, last_name, .. } = kept(transaction, &id).await?.listed;
            let full_name = full_name(&first_name, &last_name);
            Some(Provider { id, full_name })
        }
        None => None,
    };
    Ok(ScheduledDeactivation {
        due_at: deactivation.due_at,
        reason: deactivation.reason,
        hand_over_to,
        requested_by: full_name(&asker.first_name, &asker.last_name),
    })
}
