//! `list_staff`: the staff table, page by page.

use super::filter::filter;
use super::overview::needs_attention;
use super::{place, shown};
use crate::context::Context;
use crate::http::body::Query;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use crate::mail::trouble::trouble;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::text::check_search;
use staffroom_contract::{
    FieldProblem, FieldRule, ListStaff, ProblemCode, SortDirection, StaffPage, StaffSort, UnixSeconds,
};
use staffroom_store::{StaffOrder, StaffQuery, StaffRecord};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::InvalidFields]);

/// A page of the people who match, by name if nothing else is asked for. Whoever is restricted to their offices finds
/// those only who share one with them.
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
    administrator: Administrator,
    State(context): State<Context>,
    Query(request): Query<ListStaff>,
) -> Result<Json<StaffPage>, Refusal> {
    let now = context.clock.now();
    let query = query(request, &administrator.person, now).map_err(Refusal::fields)?;
    let mut transaction = context.store.read().await?;
    let page = transaction.staff().list(&query).await?;
    let is_first = query.search.is_empty() && query.after.is_none();
    Ok(Json(StaffPage {
        next: page.next.as_ref().map(place::written),
        items: page.items.into_iter().map(shown::summary).collect(),
        total: page.total,
        counts: page.counts,
        needs_attention: is_first && needs_attention(&mut *transaction, &administrator, now).await?,
        mail_trouble: trouble(&mut *transaction, now).await?,
    }))
}

/// What a request asks the store for.
///
/// # Errors
/// Every member that is refused.
pub(in crate::http) fn query(
    request: ListStaff,
    asker: &StaffRecord,
    now: UnixSeconds,
) -> Result<StaffQuery, Vec<FieldProblem>> {
    let filter = filter(&request, asker, now);
    let search = request.search.unwrap_or_default();
    let order = StaffOrder {
        sort: request.sort.unwrap_or(StaffSort::Name),
        direction: request.direction.unwrap_or(SortDirection::Ascending),
    };
    // A place in another order is nowhere in this one.
    let after = request.after.as_deref().map(|text| place::read(text).filter(|place| place.order() == order));
    let limit = request.limit.unwrap_or(ListStaff::DEFAULT_LIMIT);
    let wrong = |is_wrong: bool, member| is_wrong.then(|| FieldProblem::new(member, FieldRule::WrongType));
    let problems: Vec<_> = [
        check_search("search", &search),
        wrong(after == Some(None), "after"),
        wrong(!(1..=ListStaff::MAX_LIMIT).contains(&limit), "limit"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if problems.is_empty() {
        Ok(StaffQuery { search, filter, order, after: after.flatten(), limit })
    } else {
        Err(problems)
    }
}
