//! `undo_staff_deactivation`: whoever has just deactivated somebody takes it back.

use super::{PathId, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::notices;
use crate::http::openapi::{ADMINISTRATOR, FRESH, TARGET, UNSAFE, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use crate::reset_link;
use axum::extract::State;
use serde_json::{Map, json};
use staffroom_contract::paths::template;
use staffroom_contract::{DeactivateStaff, ProblemCode, Staff, StaffId, StaffStatus};
use staffroom_store::NoticeKind;

refusals!(Refusals: ADMINISTRATOR, FRESH, UNSAFE, TARGET, &[ProblemCode::TooLateToUndo]);

/// Gives a person whom the asker deactivated within the last minute their access back, with the password that they
/// had, and those who were handed over their primary provider. Sessions and reset links that ended stay so. Whoever had
/// not accepted their invitation yet can do so again, until it runs out.
#[utoipa::path(
    post,
    path = template::STAFF_DEACTIVATION_UNDO,
    operation_id = "undo_staff_deactivation",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses(
        (
            status = 200,
            description = "The person as they are now.",
            body = Staff,
            headers(("ETag" = String, description = "The person's version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn undo_staff_deactivation(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Versioned<Staff>, Refusal> {
    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    let now = context.clock.now();
    let since = now.plus(-DeactivateStaff::UNDO_SECONDS);
    let undoable = transaction.deactivations().undoable_of(&id, administrator.id(), since).await?;
    let undoable = undoable.ok_or(ProblemCode::TooLateToUndo)?;
    if old.listed.status != StaffStatus::Inactive || old.frozen_at.is_some() {
        return Err(ProblemCode::TooLateToUndo.into());
    }
    transaction.staff().set_status(&id, undoable.status_before, now).await?;
    let taken_back = transaction.deactivations().take_back(&undoable.id, now).await?;
    transaction.deactivations().note_undone(&undoable.id, now).await?;
    let mut details = Map::new();
    if taken_back > 0 {
        details.insert("taken_back".to_owned(), json!(taken_back));
    }
    if undoable.status_before == StaffStatus::Pending {
        let ended_at = undoable.happened_at;
        let invitation = reset_link::give_invitation_back(&mut *transaction, &id, ended_at, now).await?;
        if let Some(invitation) = invitation {
            details.insert("password_reset_id".to_owned(), json!(invitation));
        }
    }
    let act = Act::of(Event::StaffDeactivationUndone).upon(&id).with(details.into());
    administrator.record(&mut *transaction, act, now).await?;
    let by = Some(administrator.id());
    notices::tell(&context, &mut *transaction, NoticeKind::StaffReactivated, &old, by, now).await?;
    let new = kept(&mut *transaction, &id).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(shown::versioned(new))
}
