//! Pages of the record for the person that it is about. Read from the index of acts upon them, in its order.

use super::list::page_of;
use super::record::audit_columns;
use crate::Result;
use crate::audit::{AuditList, OwnAuditQuery};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

/// See [`crate::AuditRepository::list_own`].
pub(super) async fn list_own(connection: &mut SqliteConnection, query: &OwnAuditQuery) -> Result<AuditList> {
    page_of(connection, select_page(query), query.limit).await
}

fn select_page(query: &OwnAuditQuery) -> QueryBuilder<Sqlite> {
    let person = || query.staff_id.as_str().to_owned();
    let mut sql =
        QueryBuilder::new(concat!("SELECT ", audit_columns!(), " FROM audit_event WHERE subject = "));
    sql.push_bind(person());
    // The plus keeps another index, which has another order, out of it.
    sql.push(" AND +event IN (");
    let mut events = sql.separated(", ");
    for event in &query.events {
        events.push_bind(*event);
    }
    sql.push(") AND (+refused_as IS NULL OR +actor IS NULL OR +actor = ").push_bind(person()).push(")");
    if let Some(after) = query.after {
        sql.push(" AND (at, number) < (SELECT at, number FROM audit_event WHERE number = ")
            .push_bind(after)
            .push(" AND +subject = ")
            .push_bind(person())
            .push(")");
    }
    sql.push(" ORDER BY at DESC, number DESC LIMIT ").push_bind(query.limit.saturating_add(1));
    sql
}
