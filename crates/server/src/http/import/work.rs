//! Adds the people of imports that were confirmed.
//!
//! A batch is one transaction, and the state of its rows stands in it: whatever ends the server, nobody is added twice,
//! and nobody by half. Between two batches others write.

use super::judge::person_of;
use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::rank;
use crate::http::refusal::Refusal;
use crate::http::staff::new_person::{self, Choices};
use crate::http::staff::{invitation, kept};
use serde_json::json;
use staffroom_contract::{CreateStaff, Permission, RowProblem, StaffId, UnixSeconds};
use staffroom_store::{ImportRecord, NewStaff, StaffRecord, Transaction};

/// How many rows are worked off at once: others who write wait for that long.
const BATCH: u32 = 100;

/// Works off the next rows of the oldest import that was confirmed; `false` if there are none, or that has to be tried
/// again later.
pub async fn add_next(context: &Context) -> bool {
    match work_off(context).await {
        Ok(has_worked) => has_worked,
        Err(failure) => {
            failure.log();
            false
        }
    }
}

async fn work_off(context: &Context) -> Result<bool, Refusal> {
    if context.store.read().await?.imports().next_confirmed().await?.is_none() {
        return Ok(false);
    }
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let Some(import) = transaction.imports().next_confirmed().await? else { return Ok(false) };
    let rows = transaction.imports().next_ready(&import.id, BATCH).await?;
    if rows.is_empty() {
        end(&mut *transaction, &import, now).await?;
    } else {
        let asks = rank::asker_with(
            &mut *transaction,
            &import.requested_by,
            import.credential_version,
            Permission::ManageAccounts,
        );
        match asks.await {
            Ok(asks) => add(context, &mut *transaction, &import, asks, rows, now).await?,
            Err(failure) if failure.is_failure() => return Err(failure),
            Err(refusal) => {
                let problem = RowProblem::NotAllowed { column: None, code: refusal.code };
                transaction.imports().fail_rest(&import.id, &problem).await?;
            }
        }
    }
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(true)
}

async fn end(
    transaction: &mut dyn Transaction,
    import: &ImportRecord,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    transaction.imports().end(&import.id, now).await?;
    let counts = import.counts;
    let details = json!({
        "import_id": import.id,
        "rows_added": counts.added,
        "rows_failed": counts.failed,
        "rows_left_out": counts.left_out,
    });
    let source = Source::from(&import.source);
    let actor = Actor { id: &import.requested_by, source: &source, bulk_id: None };
    Ok(actor.record(transaction, Act::of(Event::ImportEnded).with(details), now).await?)
}

/// Adds the people of some rows in the name of `asks`, who confirmed, as they are now.
async fn add(
    context: &Context,
    transaction: &mut dyn Transaction,
    import: &ImportRecord,
    asks: StaffRecord,
    rows: Vec<(u32, CreateStaff)>,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let choices = Choices::of(transaction, asks).await?;
    let mut people = Vec::new();
    let mut added = Vec::new();
    for (row, request) in rows {
        match person_of(transaction, &choices, request).await? {
            Ok(record) => {
                added.push((row, record.listed.id.clone()));
                people.push(NewStaff { record, password_hash: None, created_at: now });
            }
            Err(problems) => transaction.imports().note_failed(&import.id, row, &problems).await?,
        }
    }
    // No two of them have the same username or email: the check has told those rows apart.
    transaction.staff().add(&people).await?;
    for (row, id) in &added {
        invite(context, transaction, import, *row, id, now).await?;
    }
    Ok(())
}

async fn invite(
    context: &Context,
    transaction: &mut dyn Transaction,
    import: &ImportRecord,
    row: u32,
    id: &StaffId,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let person = kept(transaction, id).await?;
    let source = Source::from(&import.source);
    let actor = Actor { id: &import.requested_by, source: &source, bulk_id: None };
    let link = invitation::issue_for_import(transaction, context, &actor, &person, now).await?;
    transaction.imports().note_added(&import.id, row, id, &link.id).await?;
    let mut details = new_person::details(&person, &link);
    details["import_id"] = json!(import.id);
    details["import_row"] = json!(row);
    Ok(actor.record(transaction, Act::of(Event::StaffCreated).upon(id).with(details), now).await?)
}
