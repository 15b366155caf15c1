//! `get_staff`: one person and what is going on with their account.

use super::{PathId, person, shown};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::email_change::email_change;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::practice::practice_of;
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use crate::http::session;
use crate::mail::trouble::trouble;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{LinkPurpose, ProblemCode, StaffDetail, StaffId};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound]);

/// One person, the password reset links and invitations that they were sent lately, and a change of email that waits.
#[utoipa::path(
    get,
    path = template::STAFF_MEMBER,
    operation_id = "get_staff",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses(
        (
            status = 200,
            description = "The person.",
            body = StaffDetail,
            headers(("ETag" = String, description = "The person's version, for `If-Match`.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn get_staff(
    administrator: Administrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Versioned<StaffDetail>, Refusal> {
    let mut transaction = context.store.read().await?;
    let person = person(&mut *transaction, &administrator, &id).await?;
    let limit = 1 + StaffDetail::EARLIER;
    let links = transaction.links().recent_of(&id, LinkPurpose::PasswordReset, limit).await?;
    let invitations = transaction.links().recent_of(&id, LinkPurpose::Invitation, limit).await?;
    let open_sessions = session::open_of(&mut *transaction, &id, context.clock.now()).await?;
    let practice = practice_of(&mut *transaction).await?;
    let deactivation = transaction.deactivations().scheduled_of(&id).await?;
    let now = context.clock.now();
    let change = transaction.email_changes().pending_of(&id, now).await?;
    let mail_trouble = trouble(&mut *transaction, now).await?;
    let mut links = links.into_iter().map(|link| shown::password_reset(link, now));
    let mut invitations = invitations.into_iter().map(|link| shown::password_reset(link, now));
    Ok(Versioned {
        version: person.version,
        body: StaffDetail {
            permissions: person.permissions.iter().copied().collect(),
            password_reset: links.next(),
            earlier_password_resets: links.collect(),
            invitation: invitations.next(),
            earlier_invitations: invitations.collect(),
            password_reset_valid_seconds: practice.link_valid_seconds,
            outranks_you: administrator.is_outranked_by(&person),
            is_you: &id == administrator.id(),
            email_change: change.map(email_change),
            frozen_at: person.frozen_at,
            deactivation_due_at: deactivation.map(|deactivation| deactivation.due_at),
            open_sessions: open_sessions.len().try_into().unwrap_or(u32::MAX),
            staff: shown::staff(person),
            mail_trouble,
        },
    })
}
