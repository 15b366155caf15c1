//! Orders of lists, and the places in them, as SQL.

use crate::staff_list::{OrderedBy, SignInCondition, StaffFilter, StaffOrder, StaffPlace, StaffQuery};
use sqlx::sqlite::SqliteRow;
use sqlx::{Error, QueryBuilder, Row, Sqlite};
use staffroom_contract::{SortDirection, StaffId, StaffSort};

/// The index in which people stand in the order that is asked for.
pub(super) const fn index_of(query: &StaffQuery) -> &'static str {
    match query.order.sort {
        StaffSort::Name => "staff_search_order",
        // All of one role are in the order of their names.
        StaffSort::Role if query.filter.role.is_some() => "staff_search_order",
        StaffSort::Role => "staff_search_by_role",
        // All of one provider are in the order of their names.
        StaffSort::PrimaryProvider if query.filter.primary_provider.is_some() => "staff_search_order",
        StaffSort::PrimaryProvider => "staff_search_by_provider",
        StaffSort::LastSignIn if query.filter.status.is_some() => "staff_search_by_status",
        StaffSort::LastSignIn => "staff_search_by_sign_in",
    }
}

/// What an order goes by before the name.
pub(super) const fn column(sort: StaffSort) -> &'static str {
    match sort {
        StaffSort::Name => "''",
        StaffSort::Role => "staff_search.role_key",
        StaffSort::PrimaryProvider => "staff_search.provider_key",
        StaffSort::LastSignIn => "staff_search.last_sign_in_at",
    }
}

/// Whether everybody whom a filter lets through is equal in an order, so that only their names count.
const fn is_settled(sort: StaffSort, filter: &StaffFilter) -> bool {
    match sort {
        StaffSort::Name => true,
        StaffSort::Role => filter.role.is_some(),
        StaffSort::PrimaryProvider => filter.primary_provider.is_some(),
        StaffSort::LastSignIn => matches!(filter.sign_in, Some(SignInCondition::Never)),
    }
}

/// Whether a page that is walked to in order begins at a place by the last sign-in from the newest on. That what is
/// filtered by the same comes before some point is then so already.
pub(super) fn is_entered_by_sign_in(query: &StaffQuery) -> bool {
    let order = StaffOrder { sort: StaffSort::LastSignIn, direction: SortDirection::Descending };
    query.order == order && query.after.is_some()
}

/// Adds that somebody comes behind a place.
pub(super) fn push_after(sql: &mut QueryBuilder<Sqlite>, place: &StaffPlace, filter: &StaffFilter) {
    let sort = place.by.sort();
    let is_settled = is_settled(sort, filter);
    sql.push(" AND (");
    if !is_settled {
        sql.push(column(sort)).push(", ");
    }
    sql.push("staff_search.sort_key, staff_search.staff_id) ");
    sql.push(match place.direction {
        SortDirection::Ascending => "> (",
        SortDirection::Descending => "< (",
    });
    if !is_settled {
        match &place.by {
            OrderedBy::Name => sql.push("''"),
            OrderedBy::Role(text) | OrderedBy::PrimaryProvider(text) => sql.push_bind(text.clone()),
            OrderedBy::LastSignIn(at) => sql.push_bind(*at),
        };
        sql.push(", ");
    }
    sql.push_bind(place.sort_key.clone()).push(", ").push_bind(place.id.as_str().to_owned()).push(")");
}

/// Adds the order, by a column that has what it goes by before the name, then by name and id.
pub(super) fn push_order(sql: &mut QueryBuilder<Sqlite>, query: &StaffQuery, columns: [&str; 3]) {
    let way = match query.order.direction {
        SortDirection::Ascending => "",
        SortDirection::Descending => " DESC",
    };
    sql.push(" ORDER BY ");
    let mut list = sql.separated(", ");
    // Ordered by something that all have in common, SQLite would sort what stands in an index already.
    for column in &columns[usize::from(is_settled(query.order.sort, &query.filter))..] {
        list.push(format_args!("{column}{way}"));
    }
}

/// The place right behind the person in a row.
pub(super) fn place_in(row: &SqliteRow, order: StaffOrder) -> Result<StaffPlace, Error> {
    const COLUMN: &str = "ordered_by";
    Ok(StaffPlace {
        by: match order.sort {
            StaffSort::Name => OrderedBy::Name,
            StaffSort::Role => OrderedBy::Role(row.try_get(COLUMN)?),
            StaffSort::PrimaryProvider => OrderedBy::PrimaryProvider(row.try_get(COLUMN)?),
            StaffSort::LastSignIn => OrderedBy::LastSignIn(row.try_get(COLUMN)?),
        },
        direction: order.direction,
        sort_key: row.try_get("sort_key")?,
        id: StaffId::new(row.try_get::<String, _>("id")?),
    })
}
