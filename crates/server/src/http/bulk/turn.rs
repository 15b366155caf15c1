//! A person's turn in a bulk act.
//!
//! What is done to them and that it is done stand in one transaction: whenever the server ends, nobody has two turns and
//! nobody is missed. What the server fails at is noted, so that nobody holds up all who come after them; it was not the
//! person's turn that failed if not even that can be written, and they wait for another. Between two turns others write.

use super::act::{Hand, NotDone};
use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::refusal::Refusal;
use crate::http::{rank, refused_acts, rounds};
use serde_json::{Value, json};
use staffroom_contract::{BulkId, BulkReason, Permission, UnixSeconds};
use staffroom_store::{BulkCounts, BulkItem, BulkRecord, StoreError, Transaction};

/// Gives the next person of each bulk act that runs their turn; `false` if nobody had one.
pub async fn carry_out_next(context: &Context) -> bool {
    let turn = |id| async move { take_turn(context, &id).await };
    rounds::step_of_each(running(context).await, turn).await
}

async fn running(context: &Context) -> Result<Vec<BulkId>, StoreError> {
    context.store.read().await?.bulk().running().await
}

async fn take_turn(context: &Context, id: &BulkId) -> Result<(), Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.write().await?;
    let bulk = transaction.bulk().get(id).await?;
    // It may have been stopped since it was found to run.
    let Some(bulk) = bulk.filter(|bulk| bulk.finished_at.is_none()) else { return Ok(()) };
    let source = Source::from(&bulk.source);
    let actor = Actor { id: &bulk.begun_by, source: &source, bulk_id: Some(&bulk.id) };
    let Some(item) = transaction.bulk().next_waiting(id).await? else {
        return finish(transaction, &actor, &bulk, Act::of(Event::BulkFinished), now).await;
    };
    let asks = rank::asker_with(
        &mut *transaction,
        &bulk.begun_by,
        bulk.credential_version,
        Permission::ManageAccounts,
    );
    let asks = match asks.await {
        Ok(asks) => asks,
        Err(refusal) if refusal.is_failure() => return Err(refusal),
        Err(refusal) => {
            transaction.bulk().settle_all(id, BulkReason::NotAllowedAnyMore, now).await?;
            let act = Act::of(Event::BulkFinished).refused(refusal.code);
            return finish(transaction, &actor, &bulk, act, now).await;
        }
    };
    let hand = Hand { act: &bulk.act, asks: &asks, actor, now };
    match carry_out(context, transaction, &hand, &bulk, &item).await {
        Ok(()) => {
            context.mail_queued.notify_one();
            Ok(())
        }
        Err(not_done) => settle(context, &hand, &bulk, &item, not_done).await,
    }
}

/// Does it to somebody. Whatever was begun of it goes with the transaction if it fails.
async fn carry_out(
    context: &Context,
    mut transaction: Box<dyn Transaction>,
    hand: &Hand<'_>,
    bulk: &BulkRecord,
    item: &BulkItem,
) -> Result<(), NotDone> {
    hand.carry_out(context, &mut *transaction, &item.person.staff_id).await?;
    transaction.bulk().settle(&bulk.id, item.number, None, hand.now).await?;
    Ok(transaction.commit().await?)
}

/// Notes why it was not done to somebody who still waits, and records what the single act would be recorded for. Of
/// somebody who does not, it was done, though nobody heard of it; and whoever has had the act stopped and begun again
/// meanwhile gave them another turn.
async fn settle(
    context: &Context,
    hand: &Hand<'_>,
    bulk: &BulkRecord,
    item: &BulkItem,
    NotDone { reason, refusal }: NotDone,
) -> Result<(), Refusal> {
    if let Some(failure) = refusal.as_ref().filter(|refusal| refusal.is_failure()) {
        failure.log();
    }
    let mut transaction = context.store.write().await?;
    let is_the_same = transaction.bulk().get(&bulk.id).await?.as_ref() == Some(bulk);
    if !is_the_same || !transaction.bulk().settle(&bulk.id, item.number, Some(reason), hand.now).await? {
        return Ok(());
    }
    if let Some(refusal) = refusal.filter(|refusal| refused_acts::is_recorded(refusal.code)) {
        let act = Act::of(hand.event()).upon(&item.person.staff_id).refused(refusal.code);
        hand.actor.record(&mut *transaction, act, hand.now).await?;
    }
    Ok(transaction.commit().await?)
}

/// Notes that nobody waits any more, and records how it ended.
async fn finish(
    mut transaction: Box<dyn Transaction>,
    actor: &Actor<'_>,
    bulk: &BulkRecord,
    act: Act<'_>,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    transaction.bulk().finish(&bulk.id, now).await?;
    let counts = transaction.bulk().counts(&bulk.id).await?;
    actor.record(&mut *transaction, act.with(details(bulk, counts)), now).await?;
    Ok(transaction.commit().await?)
}

fn details(bulk: &BulkRecord, counts: BulkCounts) -> Value {
    let BulkCounts { done, left_out, failed, .. } = counts;
    json!({ "act": bulk.act.kind().name(), "done": done, "left_out": left_out, "failed": failed })
}
