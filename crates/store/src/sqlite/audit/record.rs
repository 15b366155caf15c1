//! A row of `audit_event`, read.

use crate::audit::AuditRecord;
use sqlx::sqlite::SqliteRow;
use sqlx::{Error, Row};
use staffroom_contract::{AuditPerson, StaffId, UnixSeconds};

/// The columns that [`record_in`] reads.
macro_rules! audit_columns {
    () => {
        "number, at, event, actor, actor_name, subject, subject_name, refused_as, details, address, user_agent,
         request_id, hash"
    };
}
pub(super) use audit_columns;

pub(super) fn record_in(row: &SqliteRow) -> Result<AuditRecord, Error> {
    Ok(AuditRecord {
        number: row.try_get("number")?,
        at: UnixSeconds(row.try_get("at")?),
        event: row.try_get("event")?,
        actor: person_in(row, "actor", "actor_name")?,
        subject: person_in(row, "subject", "subject_name")?,
        refused_as: row.try_get("refused_as")?,
        details: row.try_get("details")?,
        address: row.try_get("address")?,
        user_agent: row.try_get("user_agent")?,
        request_id: row.try_get("request_id")?,
        hash: row.try_get("hash")?,
    })
}

fn person_in(row: &SqliteRow, id: &str, name: &str) -> Result<Option<AuditPerson>, Error> {
    let Some(id) = row.try_get::<Option<String>, _>(id)? else {
        return Ok(None);
    };
    Ok(Some(AuditPerson { id: StaffId::new(id), full_name: row.try_get(name)? }))
}
