//! `start_bulk`: the same act upon many people begins.

use super::{destination, none_may_run, selection, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::{Administrator, FreshAdministrator};
use crate::http::idempotency::IdempotencyKey;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::link_code::digest;
use crate::random;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{Bulk, BulkAct, BulkId, PreviewBulk, ProblemCode, StartBulk};
use staffroom_store::{BulkRecord, NewBulk, StaffRecord, Transaction};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY,
    &[
        ProblemCode::BeyondYourOffices,
        ProblemCode::BulkRunning,
        ProblemCode::SelectionChanged,
        ProblemCode::IdempotencyKeyReused,
    ]
);

/// Begins to do the same to many people. It goes on by itself, and `get_bulk` says how far it is.
///
/// Whom it is about is settled now; whether it may be done is asked again at each person's turn, by the rules of the
/// single act. It ends if whoever began it may not do it any more, or has another password. Asked again with the same
/// Idempotency-Key, it is the answer about the same act. One person has one act run at a time.
#[utoipa::path(
    post,
    path = template::BULK,
    operation_id = "start_bulk",
    tag = "bulk",
    security(("session" = [])),
    params((
        "Idempotency-Key" = Option<String>,
        Header,
        min_length = 1,
        max_length = 128,
        pattern = "^[!-~]+$",
        description = "Names the intent, so that it can be repeated: 1 to 128 visible ASCII characters.",
    )),
    request_body = StartBulk,
    responses((status = 202, description = "It has begun.", body = Bulk), Refusals),
)]
pub(super) async fn start_bulk(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    key: Option<IdempotencyKey>,
    JsonBody(StartBulk { act, selection, expected }): JsonBody<StartBulk>,
) -> Result<(StatusCode, Json<Bulk>), Refusal> {
    let request = PreviewBulk { act, selection }.tidied();
    request.validate().map_err(Refusal::fields)?;
    let request_hash = digest(&json!(request).to_string());

    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let asks = administrator.by_now(&mut *transaction).await?;
    let known = asked_for_already(&mut *transaction, &administrator, key.as_ref(), &request_hash).await?;
    if let Some(known) = known {
        let bulk = shown::bulk(&mut *transaction, known, &asks).await?;
        return Ok((StatusCode::ACCEPTED, Json(bulk)));
    }
    none_may_run(&mut *transaction, administrator.id()).await?;
    destination::check(&mut *transaction, &asks, &request.act).await?;
    let people = selection::people(&mut *transaction, &asks, &request.selection, now).await?;
    if selection::digest(&people) != expected {
        return Err(ProblemCode::SelectionChanged.into());
    }
    let credential = transaction.staff().credential(administrator.id()).await?;
    let new = NewBulk {
        id: BulkId::new(random::id()?),
        act: request.act,
        begun_by: administrator.id().clone(),
        credential_version: credential.ok_or(ProblemCode::SignedOut)?.credential_version,
        source: administrator.source().kept(),
        idempotency_key: key.map(|key| key.as_str().to_owned()),
        request_hash,
        begun_at: now,
    };
    transaction.bulk().begin(&new, &people).await?;
    let details = details(&mut *transaction, &asks, &new.act, people.len()).await?;
    let act = Act::of(Event::BulkStarted).with(details).and("bulk_id", json!(new.id));
    administrator.record(&mut *transaction, act, now).await?;
    let begun = transaction.bulk().get(&new.id).await?.ok_or(ProblemCode::Internal)?;
    let bulk = shown::bulk(&mut *transaction, begun, &asks).await?;
    transaction.commit().await?;
    context.bulk_waits.notify_one();
    Ok((StatusCode::ACCEPTED, Json(bulk)))
}

/// The bulk act that this administrator began with this key before.
async fn asked_for_already(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    key: Option<&IdempotencyKey>,
    request_hash: &[u8; 32],
) -> Result<Option<BulkRecord>, Refusal> {
    let Some(key) = key else { return Ok(None) };
    let bulk = transaction.bulk().find_by_idempotency_key(administrator.id(), key.as_str()).await?;
    if bulk.as_ref().is_some_and(|bulk| bulk.request_hash != *request_hash) {
        return Err(ProblemCode::IdempotencyKeyReused.into());
    }
    Ok(bulk)
}

/// What is done, and to how many.
async fn details(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    act: &BulkAct,
    people: usize,
) -> Result<Value, Refusal> {
    let mut details = Map::new();
    details.insert("act".to_owned(), json!(act.kind().name()));
    details.insert("people".to_owned(), json!(people));
    if let BulkAct::Deactivate { reason: Some(reason) } = act {
        details.insert(name::REASON.to_owned(), json!(reason));
    }
    if let Some(destination) = destination::label(transaction, asks, act).await? {
        details.insert("destination".to_owned(), json!(destination));
    }
    Ok(details.into())
}
