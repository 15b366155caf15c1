//! Pages of the record, newest first. The order is that of an index for each filter, so that a page is read from
//! where it begins, and no further than to its end.

use super::record::{audit_columns, record_in};
use crate::Result;
use crate::audit::{AuditList, AuditQuery, AuditReach};
use crate::sqlite::reach;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};
use staffroom_contract::AuditResult;

/// See [`crate::AuditRepository::list`].
pub(super) async fn list(connection: &mut SqliteConnection, query: &AuditQuery) -> Result<AuditList> {
    page_of(connection, select_page(query), query.limit).await
}

/// The page that a statement reads, of which it reads one row more than it has, to see whether more follow.
pub(super) async fn page_of(
    connection: &mut SqliteConnection,
    mut select: QueryBuilder<Sqlite>,
    limit: u32,
) -> Result<AuditList> {
    let mut items = select.build().try_map(|row| record_in(&row)).fetch_all(connection).await?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = items.len() > limit;
    items.truncate(limit);
    Ok(AuditList { items, has_more })
}

fn select_page(query: &AuditQuery) -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(concat!("SELECT ", audit_columns!(), " FROM audit_event WHERE TRUE"));
    if let Some(actor) = &query.actor {
        sql.push(" AND actor = ").push_bind(actor.as_str().to_owned());
    }
    if let Some(subject) = &query.subject {
        sql.push(" AND subject = ").push_bind(subject.as_str().to_owned());
    }
    if let Some(event) = query.event {
        sql.push(" AND event = ").push_bind(event);
    }
    match query.result {
        Some(AuditResult::Done) => drop(sql.push(" AND refused_as IS NULL")),
        Some(AuditResult::Refused) => drop(sql.push(" AND refused_as IS NOT NULL")),
        None => {}
    }
    if let Some(from) = query.from {
        sql.push(" AND at >= ").push_bind(from.0);
    }
    if let Some(until) = query.until {
        sql.push(" AND at < ").push_bind(until.0);
    }
    if let Some(within) = &query.within {
        push_reach(&mut sql, within);
    }
    if let Some(after) = query.after {
        sql.push(" AND (at, number) < (SELECT at, number FROM audit_event WHERE number = ")
            .push_bind(after)
            .push(")");
    }
    sql.push(" ORDER BY at DESC, number DESC LIMIT ").push_bind(query.limit.saturating_add(1));
    sql
}

/// Leaves what somebody sees who is restricted to their offices. The pluses keep other indexes, which have other
/// orders, out of it; so rows that are not theirs are read past.
fn push_reach(sql: &mut QueryBuilder<Sqlite>, within: &AuditReach) {
    sql.push(" AND (");
    reach::push(sql, "+subject", &within.asker);
    sql.push(" OR +subject IS NULL AND (+actor = ").push_bind(within.asker.to_string());
    sql.push(" OR +event IN (");
    let mut events = sql.separated(", ");
    for event in &within.upon_nobody {
        events.push_bind(*event);
    }
    sql.push(")))");
}
