//! Bulk acts as answers show them.

use super::destination;
use crate::http::refusal::Refusal;
use staffroom_contract::staff::full_name;
use staffroom_contract::{Bulk, BulkResult};
use staffroom_store::{BulkItem, BulkRecord, StaffRecord, Transaction};

/// A bulk act, to whoever asks. It names nobody of whom they may not know by now.
pub(super) async fn bulk(
    transaction: &mut dyn Transaction,
    bulk: BulkRecord,
    asks: &StaffRecord,
) -> Result<Bulk, Refusal> {
    let begun_by = transaction.staff().get(&bulk.begun_by).await?.map(|person| person.listed);
    let counts = transaction.bulk().counts(&bulk.id).await?;
    Ok(Bulk {
        kind: bulk.act.kind(),
        destination: destination::label(transaction, asks, &bulk.act).await?,
        begun_by: begun_by.map(|person| full_name(&person.first_name, &person.last_name)).unwrap_or_default(),
        is_own: bulk.begun_by == asks.listed.id,
        id: bulk.id,
        begun_at: bulk.begun_at,
        finished_at: bulk.finished_at,
        waiting: counts.waiting,
        done: counts.done,
        left_out: counts.left_out,
        failed: counts.failed,
        stopped: counts.stopped,
    })
}

/// What became of somebody.
pub(super) fn result(item: BulkItem) -> BulkResult {
    BulkResult {
        staff_id: item.person.staff_id,
        full_name: item.person.full_name,
        state: item.state,
        reason: item.reason,
        at: item.settled_at,
    }
}
