//! What taking a person's access away comes to, at once or when its day has come.

use super::offices;
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::notices;
use crate::http::rank;
use crate::http::refusal::Refusal;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::staff::full_name;
use staffroom_contract::{
    FieldProblem, FieldRule, Permission, ProblemCode, StaffId, StaffStatus, SystemRole, UnixSeconds,
};
use staffroom_store::{
    Deactivation, DeactivationEnd, LinkEnd, ListedStaff, NoticeKind, StaffRecord, Transaction,
};

/// Takes the person's access away, ends their sessions and live links, and hands over those whose primary provider they
/// are; what the audit row says of it, beginning with [`details`].
pub(super) async fn carry_out(
    context: &Context,
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
    deactivation: &Deactivation,
    mut details: Map<String, Value>,
    now: UnixSeconds,
) -> Result<Value, Refusal> {
    let (id, by) = (&person.listed.id, &deactivation.requested_by);
    transaction.staff().set_status(id, StaffStatus::Inactive, now).await?;
    transaction.sessions().end_all_of(id).await?;
    transaction.links().end_live_of(id, LinkEnd::Deactivated, Some(by), now).await?;
    transaction.freeze_links().end_live_of(id, now).await?;
    transaction.email_changes().end_all_of(id, now).await?;
    if let Some(to) = &deactivation.hand_over_to {
        let count = transaction.deactivations().hand_over(deactivation, to, now).await?;
        details.insert("handed_over".to_owned(), json!(count));
    }
    transaction.deactivations().note_carried_out(&deactivation.id, person.listed.status, now).await?;
    notices::tell(context, transaction, NoticeKind::StaffDeactivated, person, Some(by), now).await?;
    Ok(details.into())
}

/// What the audit row of a deactivation says: why, and to whom people are handed over.
///
/// # Errors
/// If it cannot be done by now.
pub(super) async fn details(
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
    deactivation: &Deactivation,
) -> Result<Map<String, Value>, Refusal> {
    if rank::is_last_administrator(transaction, person).await? {
        return Err(ProblemCode::LastAdministrator.into());
    }
    let mut details = Map::new();
    if let Some(reason) = &deactivation.reason {
        details.insert(name::REASON.to_owned(), json!(reason));
    }
    if let Some(to) = &deactivation.hand_over_to {
        let ListedStaff { first_name, last_name, .. } =
            successor(transaction, person, deactivation, to).await?;
        details.insert(name::HAND_OVER_TO.to_owned(), json!(full_name(&first_name, &last_name)));
    }
    Ok(details)
}

/// Who takes over, if they can: another active provider, whom whoever asked may know of.
async fn successor(
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
    deactivation: &Deactivation,
    to: &StaffId,
) -> Result<ListedStaff, Refusal> {
    let provider = transaction.staff().get(to).await?.map(|provider| provider.listed);
    let asker = super::kept(transaction, &deactivation.requested_by).await?;
    let is_known = offices::is_within_reach(transaction, &asker, to).await?;
    let provider = provider.filter(|provider| {
        is_known
            && provider.id != person.listed.id
            && provider.role.kind == SystemRole::Provider
            && provider.status == StaffStatus::Active
    });
    provider.ok_or_else(|| FieldProblem::new(name::HAND_OVER_TO, FieldRule::NotAProvider).into())
}

/// Carries out every deactivation whose time has come. One that cannot be done any more, because whoever asked for it
/// may not do so any longer or nobody would be left, ends and is recorded as refused.
pub async fn carry_out_due(context: &Context) {
    loop {
        match carry_out_next(context).await {
            Ok(true) => {}
            Ok(false) => return,
            Err(failure) => {
                failure.log();
                return;
            }
        }
    }
}

/// Whether there was one.
async fn carry_out_next(context: &Context) -> Result<bool, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let Some(deactivation) = transaction.deactivations().next_due(now).await? else { return Ok(false) };
    match carry_out_by_now(context, &mut *transaction, &deactivation, now).await {
        Ok(()) => transaction.commit().await?,
        Err(refusal) if refusal.is_failure() => return Err(refusal),
        Err(refusal) => {
            drop(transaction);
            let mut transaction = context.store.write().await?;
            transaction.deactivations().end(&deactivation.id, DeactivationEnd::Refused, now).await?;
            let act = Act::of(Event::StaffDeactivated)
                .by(&deactivation.requested_by)
                .upon(&deactivation.staff_id)
                .refused(refusal.code);
            act.record(&mut *transaction, now).await?;
            transaction.commit().await?;
        }
    }
    context.mail_queued.notify_one();
    Ok(true)
}

async fn carry_out_by_now(
    context: &Context,
    transaction: &mut dyn Transaction,
    deactivation: &Deactivation,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let person = super::kept(transaction, &deactivation.staff_id).await?;
    if person.listed.status == StaffStatus::Inactive {
        transaction.deactivations().end(&deactivation.id, DeactivationEnd::Refused, now).await?;
        return Ok(());
    }
    if !may_still(transaction, &deactivation.requested_by, &person).await? {
        return Err(ProblemCode::Forbidden.into());
    }
    let details = details(transaction, &person, deactivation).await?;
    let details = carry_out(context, transaction, &person, deactivation, details, now).await?;
    let act = Act::of(Event::StaffDeactivated).by(&deactivation.requested_by).upon(&person.listed.id);
    Ok(act.with(details).record(transaction, now).await?)
}

/// Whether whoever asked could still ask for it.
async fn may_still(
    transaction: &mut dyn Transaction,
    asker: &StaffId,
    person: &StaffRecord,
) -> Result<bool, Refusal> {
    match rank::asker(transaction, asker, Permission::ManageAccounts).await {
        Ok(asker) => Ok(!rank::outranks(person, &asker)
            && offices::is_within_reach(transaction, &asker, &person.listed.id).await?),
        Err(refusal) if refusal.is_failure() => Err(refusal),
        Err(_) => Ok(false),
    }
}
