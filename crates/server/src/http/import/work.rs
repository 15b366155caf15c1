//! Adds the people of imports that were confirmed.
//!
//! A batch is one transaction, and the state of its rows stands in it: whatever ends the server, nobody is added twice,
//! and nobody by half. Between two batches others write.

use super::judge::person_of;
use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::refusal::Refusal;
use crate::http::staff::new_person::{self, Choices};
use crate::http::staff::{invitation, kept};
use crate::http::{rank, rounds};
use serde_json::json;
use staffroom_contract::{ImportId, Permission, ProblemCode, RowProblem, StaffId, UnixSeconds};
use staffroom_store::{ImportRecord, NewStaff, StoreError, Transaction};

/// How many rows are worked off at once: others who write wait for that long.
const BATCH: u32 = 100;

/// Works off the next rows of each import that was confirmed; `false` if there are none, or all have to be tried again
/// later.
pub async fn add_next(context: &Context) -> bool {
    let step = |id| async move { step(context, &id).await };
    rounds::step_of_each(running(context).await, step).await
}

async fn running(context: &Context) -> Result<Vec<ImportId>, StoreError> {
    context.store.read().await?.imports().running().await
}

/// Why rows could not be worked off.
enum Failure {
    /// For something that may be over by the next try.
    Passing(Refusal),
    /// For one of them, as far as the server can tell.
    OfRows(Refusal),
}

impl Failure {
    fn of_rows(cause: impl Into<Refusal>) -> Self {
        let cause = cause.into();
        if cause.code == ProblemCode::Internal { Self::OfRows(cause) } else { Self::Passing(cause) }
    }
}

impl From<Refusal> for Failure {
    fn from(cause: Refusal) -> Self {
        Self::Passing(cause)
    }
}

impl From<StoreError> for Failure {
    fn from(cause: StoreError) -> Self {
        Self::Passing(cause.into())
    }
}

/// Works off a batch of an import. One that the server fails at is tried again row by row: the row that is to blame
/// must not keep the others from being added.
async fn step(context: &Context, id: &ImportId) -> Result<(), Refusal> {
    match add_batch(context, id, BATCH).await {
        Ok(()) => Ok(()),
        Err(Failure::Passing(failure)) => Err(failure),
        Err(Failure::OfRows(failure)) => {
            failure.log();
            one_by_one(context, id).await
        }
    }
}

async fn one_by_one(context: &Context, id: &ImportId) -> Result<(), Refusal> {
    for _ in 0..BATCH {
        let next = context.store.read().await?.imports().next_ready(id, 1).await?.pop();
        let Some(row) = next else { return Ok(()) };
        match add_batch(context, id, 1).await {
            Ok(()) => {}
            Err(Failure::Passing(failure)) => return Err(failure),
            Err(Failure::OfRows(failure)) => {
                failure.log();
                pass_over(context, id, row).await?;
            }
        }
    }
    Ok(())
}

/// Notes that the server failed at a row, and records it. When that cannot be written either, it is not the row that is
/// to blame, and it waits to be tried again. If the row is not the next one any more, what was said to have failed
/// stands, and there is nothing to note.
async fn pass_over(context: &Context, id: &ImportId, row: u32) -> Result<(), Refusal> {
    let mut transaction = context.store.write().await?;
    let Some(import) = transaction.imports().get(id).await? else { return Ok(()) };
    if transaction.imports().next_ready(id, 1).await? != [row] {
        return Ok(());
    }
    transaction.imports().note_failed(id, row, &RowProblem::ServerFailed.into()).await?;
    let details = json!({ "import_id": id, "import_row": row });
    let act = Act::of(Event::StaffCreated).with(details).refused(ProblemCode::Internal);
    record(&mut *transaction, &import, act, context.clock.now()).await?;
    Ok(transaction.commit().await?)
}

/// Works off up to `limit` rows of an import in one transaction, and ends it if there are none.
async fn add_batch(context: &Context, id: &ImportId, limit: u32) -> Result<(), Failure> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let import = transaction.imports().get(id).await?.filter(|import| import.ended_at.is_none());
    let Some(import) = import else { return Ok(()) };
    let rows = transaction.imports().next_ready(id, limit).await?;
    if rows.is_empty() {
        end(&mut *transaction, &import, Act::of(Event::ImportEnded), now).await?;
        return Ok(transaction.commit().await?);
    }
    let asks = rank::asker_with(
        &mut *transaction,
        &import.requested_by,
        import.credential_version,
        Permission::ManageAccounts,
    );
    match asks.await {
        Ok(asks) => {
            let choices = Choices::of(&mut *transaction, asks).await?;
            let added = add(context, transaction, &import, &choices, rows, now).await;
            added.map_err(Failure::of_rows)?;
            context.mail_queued.notify_one();
            Ok(())
        }
        Err(failure) if failure.is_failure() => Err(failure.into()),
        Err(refusal) => {
            let problem = RowProblem::NotAllowed { column: None, code: refusal.code };
            transaction.imports().fail_rest(id, &problem).await?;
            let act = Act::of(Event::ImportEnded).refused(refusal.code);
            end(&mut *transaction, &import, act, now).await?;
            Ok(transaction.commit().await?)
        }
    }
}

/// Notes that an import has ended, and records how.
async fn end(
    transaction: &mut dyn Transaction,
    import: &ImportRecord,
    act: Act<'_>,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    transaction.imports().end(&import.id, now).await?;
    let counts = transaction.imports().get(&import.id).await?.map(|ended| ended.counts).unwrap_or_default();
    let details = json!({
        "import_id": import.id,
        "rows_added": counts.added,
        "rows_failed": counts.failed,
        "rows_left_out": counts.left_out,
    });
    Ok(record(transaction, import, act.with(details), now).await?)
}

/// Adds the people of some rows in the name of whoever confirmed, with the choices that they have now.
async fn add(
    context: &Context,
    mut transaction: Box<dyn Transaction>,
    import: &ImportRecord,
    choices: &Choices,
    rows: Vec<u32>,
    now: UnixSeconds,
) -> Result<(), Refusal> {
    let mut people = Vec::new();
    let mut added = Vec::new();
    for row in rows {
        let request = transaction.imports().person(&import.id, row).await?.ok_or(ProblemCode::Internal)?;
        match person_of(&mut *transaction, choices, request).await? {
            Ok(record) => {
                added.push((row, record.listed.id.clone()));
                people.push(NewStaff { record, password_hash: None, created_at: now });
            }
            Err(refused) => transaction.imports().note_failed(&import.id, row, &refused).await?,
        }
    }
    // No two of them have the same username or email: the check has told those rows apart.
    transaction.staff().add(&people).await?;
    for (row, id) in &added {
        invite(context, &mut *transaction, import, *row, id, now).await?;
    }
    Ok(transaction.commit().await?)
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
    Ok(record(transaction, import, Act::of(Event::StaffCreated).upon(id).with(details), now).await?)
}

/// Records an act in the name of whoever confirmed.
async fn record(
    transaction: &mut dyn Transaction,
    import: &ImportRecord,
    act: Act<'_>,
    now: UnixSeconds,
) -> Result<(), StoreError> {
    let source = Source::from(&import.source);
    let actor = Actor { id: &import.requested_by, source: &source, bulk_id: None };
    actor.record(transaction, act, now).await
}
