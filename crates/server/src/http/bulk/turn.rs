//! A person's turn in a bulk act.
//!
//! What is done to them and that it is done stand in one transaction: whenever the server ends, nobody has two turns and
//! nobody is missed, and if it is not known whether a transaction stands, the next look shows it. Between two turns
//! others write.

use super::act::{Hand, NotDone};
use super::tries::Tries;
use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::refusal::Refusal;
use crate::http::{rank, refused_acts, rounds};
use serde_json::{Value, json};
use staffroom_contract::{BulkId, BulkReason, Permission, UnixSeconds};
use staffroom_store::{BulkCounts, BulkItem, BulkRecord, StoreError, Transaction};

/// Gives the next person of each bulk act that runs their turn; `false` if nobody had one. Whoever calls it again and
/// again hands in how often whose turn was tried: nobody holds up all who come after them.
pub async fn carry_out_next(context: &Context, tries: &Tries) -> bool {
    let running = running(context).await.inspect(|running| tries.keep(running));
    let turn = |id| async move { take_turn(context, &id, tries).await };
    rounds::step_of_each(running, turn).await
}

async fn running(context: &Context) -> Result<Vec<BulkId>, StoreError> {
    context.store.read().await?.bulk().running().await
}

async fn take_turn(context: &Context, id: &BulkId, tries: &Tries) -> Result<(), Refusal> {
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
    let outcome = if tries.count(id, item.number) {
        hand.carry_out(context, &mut *transaction, &item.person.staff_id).await
    } else {
        Err(BulkReason::ServerFailed.into())
    };
    match outcome {
        Ok(()) => {
            transaction.bulk().settle(id, item.number, None, now).await?;
            transaction.commit().await?;
            context.mail_queued.notify_one();
            Ok(())
        }
        Err(not_done) => {
            // Whatever was begun of it goes with the transaction.
            drop(transaction);
            settle(context, &hand, id, &item, not_done).await
        }
    }
}

/// Notes why it was not done to somebody who still waits, and records what the single act would be recorded for.
async fn settle(
    context: &Context,
    hand: &Hand<'_>,
    id: &BulkId,
    item: &BulkItem,
    NotDone { reason, refusal }: NotDone,
) -> Result<(), Refusal> {
    let mut transaction = context.store.write().await?;
    if !transaction.bulk().settle(id, item.number, Some(reason), hand.now).await? {
        return Ok(());
    }
    if let Some(failure) = refusal.as_ref().filter(|refusal| refusal.is_failure()) {
        failure.log();
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
