//! Pages of people.
//!
//! There are two ways to those who match. Where they are few, an index names them all, and they are sorted. Where they
//! are many, everyone is walked through in order until the page is full; that is soon, just because they are many.

use super::matches::Matches;
use super::order;
use super::record::{listed_columns, listed_in};
use crate::Result;
use crate::staff_list::{StaffFilter, StaffList, StaffQuery};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use staffroom_contract::StaffCounts;

/// See [`crate::StaffRepository::list`].
pub(super) async fn list(connection: &mut SqliteConnection, query: &StaffQuery) -> Result<StaffList> {
    let matches = Matches::of(connection, &query.search, &query.filter).await?;
    let counts = matches.counts;
    let total = counts.of(query.filter.status);
    if total == 0 {
        return Ok(StaffList { items: Vec::new(), total, counts, next: None });
    }
    let mut rows = select_page(&matches, query).build().fetch_all(connection).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| has_more);
    Ok(StaffList {
        items: rows.iter().map(listed_in).collect::<Result<_, _>>()?,
        total,
        counts,
        next: last.map(|row| order::place_in(row, query.order)).transpose()?,
    })
}

/// See [`crate::StaffRepository::count_listed`].
pub(super) async fn count(connection: &mut SqliteConnection, filter: &StaffFilter) -> Result<StaffCounts> {
    Ok(Matches::of(connection, "", filter).await?.counts)
}

fn select_page(matches: &Matches, query: &StaffQuery) -> QueryBuilder<Sqlite> {
    let ordered_by = order::column(query.order.sort);
    let mut sql =
        QueryBuilder::new(concat!("SELECT ", listed_columns!(), ", page.sort_key, page.ordered_by"));
    sql.push(" FROM (SELECT staff_search.staff_id, staff_search.sort_key, ")
        .push(ordered_by)
        .push(" AS ordered_by FROM ");
    matches.push_page_source(&mut sql, query);
    if let Some(after) = &query.after {
        order::push_after(&mut sql, after, &query.filter);
    }
    order::push_order(&mut sql, query, [ordered_by, "staff_search.sort_key", "staff_search.staff_id"]);
    sql.push(" LIMIT ").push_bind(query.limit.saturating_add(1)).push(
        ") AS page JOIN staff ON staff.id = page.staff_id
             LEFT JOIN staff AS provider ON provider.id = staff.primary_provider_id",
    );
    order::push_order(&mut sql, query, ["page.ordered_by", "page.sort_key", "page.staff_id"]);
    sql
}
