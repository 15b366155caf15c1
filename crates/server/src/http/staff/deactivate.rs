//! `deactivate_staff`: a person's access is taken away, at once or on a day to come.

use super::deactivation::{carry_out, details};
use super::{PathId, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::body::JsonBodyOrNothing;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, TARGET, UNSAFE, refusals};
use crate::http::practice::practice_of;
use crate::http::precondition::Versioned;
use crate::http::rank;
use crate::http::refusal::Refusal;
use crate::random;
use axum::extract::State;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{
    DeactivateStaff, FieldProblem, FieldRule, ProblemCode, Staff, StaffId, StaffStatus, UnixSeconds,
};
use staffroom_store::{Deactivation, StaffRecord, Transaction};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET, &[ProblemCode::Yourself, ProblemCode::LastAdministrator]
);

/// Takes a person's access away, and ends their sessions and live links. Somebody who is inactive stays so.
///
/// For a day to come nothing changes until then; it takes the place of what was to come before. Whether it may be done
/// is asked again when it happens.
#[utoipa::path(
    post,
    path = template::STAFF_DEACTIVATE,
    operation_id = "deactivate_staff",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    request_body(content = Option<DeactivateStaff>, description = "When, why, and who takes over."),
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
pub(super) async fn deactivate_staff(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    JsonBodyOrNothing(request): JsonBodyOrNothing<DeactivateStaff>,
) -> Result<Versioned<Staff>, Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, &administrator, &id).await?;
    check_other(&administrator.actor(), &old)?;
    if old.listed.status == StaffStatus::Inactive {
        return Ok(shown::versioned(old));
    }
    let now = context.clock.now();
    deactivate(&mut *transaction, &context, &administrator.actor(), &old, request, now).await?;
    let new = kept(&mut *transaction, &id).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(shown::versioned(new))
}

/// Refuses to take the access of somebody away who cannot be deactivated.
///
/// # Errors
/// If they are whoever asks, or nobody could manage accounts without them.
pub(in crate::http) async fn check(
    transaction: &mut dyn Transaction,
    actor: &Actor<'_>,
    person: &StaffRecord,
) -> Result<(), Refusal> {
    check_other(actor, person)?;
    let is_last = rank::is_last_administrator(transaction, person).await?;
    if is_last { Err(ProblemCode::LastAdministrator.into()) } else { Ok(()) }
}

fn check_other(actor: &Actor<'_>, person: &StaffRecord) -> Result<(), ProblemCode> {
    if &person.listed.id == actor.id { Err(ProblemCode::Yourself) } else { Ok(()) }
}

/// Deactivates somebody who is not inactive, now or on a day to come, and records it. Waking the mail worker is the
/// caller's.
///
/// # Errors
/// What [`check`] refuses, a day that is not to come, and who cannot take over.
pub(in crate::http) async fn deactivate(
    transaction: &mut dyn Transaction,
    context: &Context,
    actor: &Actor<'_>,
    old: &StaffRecord,
    request: DeactivateStaff,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    check(transaction, actor, old).await?;
    let id = &old.listed.id;
    let zone = practice_of(transaction).await?.time_zone;
    let due_at = match &request.on {
        Some(on) => beginning_of(on, &zone, now)
            .ok_or_else(|| FieldProblem::new(name::ON, FieldRule::NotADayToCome))?,
        None => now,
    };
    let deactivation = Deactivation {
        id: random::id()?,
        staff_id: id.clone(),
        reason: request.reason,
        hand_over_to: request.hand_over_to,
        requested_by: actor.id.clone(),
        requested_at: now,
        due_at,
    };
    let mut details = details(transaction, old, &deactivation).await?;
    transaction.deactivations().schedule(&deactivation).await?;
    let act = if let Some(on) = request.on {
        details.insert(name::ON.to_owned(), json!(on));
        Act::of(Event::StaffDeactivationScheduled).with(details.into())
    } else {
        let details = carry_out(context, transaction, old, &deactivation, details, now).await?;
        Act::of(Event::StaffDeactivated).with(details)
    };
    Ok(actor.record(transaction, act.upon(id), now).await?)
}

/// When a day begins in a time zone; `None` if it is not one that a deactivation can be asked for.
fn beginning_of(day: &str, time_zone: &str, now: UnixSeconds) -> Option<UnixSeconds> {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let today = Timestamp::from_second(now.0).ok()?.to_zoned_datetime(zone.clone()).date();
    let day: Date = day.parse().ok()?;
    let last = today.checked_add(DeactivateStaff::MOST_DAYS_AHEAD.days()).ok()?;
    (today < day && day <= last).then_some(())?;
    Some(UnixSeconds(zone.to_zoned_datetime(day.at(0, 0, 0, 0)).ok()?.timestamp().as_second()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A day begins at midnight where the practice is, is never today, and no more than a year ahead.
    #[test]
    fn a_day_to_come_begins_where_the_practice_is() {
        // 2026-11-24, 22:35 in New York, where it is five hours earlier than in Greenwich.
        let now = UnixSeconds(1_795_577_700);
        let begins = |day: &str| beginning_of(day, "America/New_York", now).map(|at| at.0);
        assert_eq!(begins("2026-11-25"), Some(1_795_582_800));
        for day in ["2026-11-24", "2026-11-23", "2027-11-26", "2026-02-30", "2026-13-01"] {
            assert_eq!(begins(day), None, "{day}");
        }
        assert!(begins("2027-11-25").is_some());
    }
}
