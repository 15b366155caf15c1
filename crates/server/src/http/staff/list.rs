//! `list_staff`: the staff table, page by page.

use super::shown;
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use crate::mail::trouble::trouble;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::text::SEARCH_MAX;
use staffroom_contract::{FieldProblem, FieldRule, ListStaff, ProblemCode, StaffId, StaffPage};
use staffroom_store::StaffQuery;

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::InvalidFields]);

/// A page of the people who match, by last and first name.
#[utoipa::path(
    get,
    path = template::STAFF,
    operation_id = "list_staff",
    tag = "staff",
    security(("session" = [])),
    params(ListStaff),
    responses((status = 200, description = "A page of people.", body = StaffPage), Refusals),
)]
pub(super) async fn list_staff(
    _: Administrator,
    State(context): State<Context>,
    Query(request): Query<ListStaff>,
) -> Result<Json<StaffPage>, Refusal> {
    let query = query(request).map_err(Refusal::fields)?;
    let mut transaction = context.store.read().await?;
    let page = transaction.staff().list(&query).await?;
    let last = page.items.last().filter(|_| page.has_more);
    Ok(Json(StaffPage {
        next: last.map(|person| person.id.as_str().to_owned()),
        items: page.items.into_iter().map(shown::summary).collect(),
        total: page.total,
        mail_trouble: trouble(&mut *transaction, context.clock.now()).await?,
    }))
}

fn query(request: ListStaff) -> Result<StaffQuery, Vec<FieldProblem>> {
    let search = request.search.unwrap_or_default();
    let limit = request.limit.unwrap_or(ListStaff::DEFAULT_LIMIT);
    let problems: Vec<_> = [
        (search.chars().count() > SEARCH_MAX as usize)
            .then(|| FieldProblem::with_limit("search", FieldRule::TooLong, SEARCH_MAX)),
        (!(1..=ListStaff::MAX_LIMIT).contains(&limit))
            .then(|| FieldProblem::new("limit", FieldRule::WrongType)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if problems.is_empty() {
        Ok(StaffQuery { search, after: request.after.map(StaffId::new), limit })
    } else {
        Err(problems)
    }
}
