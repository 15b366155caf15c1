//! `preview_bulk`: what a bulk act would come to.

use super::act::Hand;
use super::{destination, selection};
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::body::JsonBody;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::random;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{
    BulkId, BulkLeftOut, BulkPreview, BulkReason, BulkReasonCount, PreviewBulk, ProblemCode,
};
use std::cmp::Reverse;
use std::collections::BTreeMap;

refusals!(Refusals: ADMINISTRATOR, UNSAFE, BODY, &[ProblemCode::BeyondYourOffices]);

/// To how many people an act can be done by now, and why not to the others. Nothing is changed.
///
/// What is left out is judged by the rules of the single act. It is judged again when each person has their turn.
#[utoipa::path(
    post,
    path = template::BULK_PREVIEW,
    operation_id = "preview_bulk",
    tag = "bulk",
    security(("session" = [])),
    request_body = PreviewBulk,
    responses((status = 200, description = "What it would come to.", body = BulkPreview), Refusals),
)]
pub(super) async fn preview_bulk(
    administrator: Administrator,
    State(context): State<Context>,
    JsonBody(request): JsonBody<PreviewBulk>,
) -> Result<Json<BulkPreview>, Refusal> {
    let request = request.tidied();
    request.validate().map_err(Refusal::fields)?;
    let mut transaction = context.store.read().await?;
    let now = context.clock.now();
    let asks = administrator.by_now(&mut *transaction).await?;
    destination::check(&mut *transaction, &asks, &request.act).await?;
    let people = selection::people(&mut *transaction, &asks, &request.selection, now).await?;

    // Nothing has this id: it makes the limits those of a bulk act.
    let id = BulkId::new(random::id()?);
    let actor = Actor { bulk_id: Some(&id), ..administrator.actor() };
    let hand = Hand { act: &request.act, asks: &asks, actor, now };
    let mut counts = BTreeMap::<BulkReason, u32>::new();
    let mut preview = BulkPreview {
        selected: u32::try_from(people.len()).unwrap_or(u32::MAX),
        digest: selection::digest(&people),
        possible: 0,
        reasons: Vec::new(),
        left_out: Vec::new(),
    };
    for person in people {
        let Err(not_done) = hand.check(&mut *transaction, &person.staff_id).await else {
            preview.possible += 1;
            continue;
        };
        if let Some(failure) = not_done.refusal.filter(Refusal::is_failure) {
            return Err(failure);
        }
        let reason = not_done.reason;
        *counts.entry(reason).or_default() += 1;
        if preview.left_out.len() < BulkPreview::MOST_NAMED {
            let (staff_id, full_name) = (person.staff_id, person.full_name);
            preview.left_out.push(BulkLeftOut { staff_id, full_name, reason });
        }
    }
    preview.reasons = counts.into_iter().map(|(reason, count)| BulkReasonCount { reason, count }).collect();
    preview.reasons.sort_by_key(|reason| Reverse(reason.count));
    Ok(Json(preview))
}
