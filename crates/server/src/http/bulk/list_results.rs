//! `list_bulk_results`: what became of each person, page by page.

use super::{PathId, seen, shown};
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::AdministratorOrAuditor;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{BulkId, BulkResultPage, FieldProblem, FieldRule, ListBulkResults, ProblemCode};
use staffroom_store::BulkItemQuery;

refusals!(Refusals: PERMITTED, &[ProblemCode::NotFound, ProblemCode::InvalidFields]);

/// A page of what became of each person, in the order of their turns. Whoever asks is told no name of anybody of whom
/// they may not know by now.
#[utoipa::path(
    get,
    path = template::BULK_RESULTS,
    operation_id = "list_bulk_results",
    tag = "bulk",
    security(("session" = [])),
    params(("id" = BulkId, Path, description = "The bulk act."), ListBulkResults),
    responses((status = 200, description = "A page of results.", body = BulkResultPage), Refusals),
)]
pub(super) async fn list_bulk_results(
    caller: AdministratorOrAuditor,
    State(context): State<Context>,
    PathId(id): PathId,
    Query(request): Query<ListBulkResults>,
) -> Result<Json<BulkResultPage>, Refusal> {
    let mut query = query(&request).map_err(Refusal::fields)?;
    query.named_within_reach_of = caller.restricted().cloned();
    let limit = query.limit as usize;
    let mut transaction = context.store.read().await?;
    let bulk = seen(&mut *transaction, &caller, &id).await?;
    let one_more = BulkItemQuery { limit: query.limit + 1, ..query };
    let mut items = transaction.bulk().list_items(&bulk.id, &one_more).await?;
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| has_more).map(|item| item.number.to_string());
    Ok(Json(BulkResultPage { items: items.into_iter().map(shown::result).collect(), next }))
}

fn query(request: &ListBulkResults) -> Result<BulkItemQuery, Vec<FieldProblem>> {
    let after = request.after.as_deref().map(str::parse).transpose();
    let limit = request.limit.unwrap_or(ListBulkResults::DEFAULT_LIMIT);
    let wrong = |is_wrong: bool, member| is_wrong.then(|| FieldProblem::new(member, FieldRule::WrongType));
    let problems: Vec<_> =
        [wrong(after.is_err(), "after"), wrong(!(1..=ListBulkResults::MAX_LIMIT).contains(&limit), "limit")]
            .into_iter()
            .flatten()
            .collect();
    match after {
        Ok(after) if problems.is_empty() => {
            Ok(BulkItemQuery { state: request.state, after, limit, ..BulkItemQuery::default() })
        }
        _ => Err(problems),
    }
}
