//! The audit log as comma-separated values.

use crate::csv;
use staffroom_contract::AuditPerson;
use staffroom_store::AuditRecord;
use staffroom_store::audit::chain::RowHash;

/// The first line.
pub(super) fn heading() -> String {
    csv::heading([
        "number",
        "at",
        "event",
        "result",
        "reason",
        "actor_id",
        "actor",
        "subject_id",
        "subject",
        "details",
        "address",
        "user_agent",
        "request_id",
        "hash",
    ])
}

/// A row as a line.
pub(super) fn line(record: &AuditRecord) -> String {
    let id = |person: &Option<AuditPerson>| person.as_ref().map(|person| person.id.as_str().to_owned());
    let name = |person: &Option<AuditPerson>| person.as_ref().map(|person| person.full_name.clone());
    let hash = <[u8; 32]>::try_from(record.hash.as_slice()).map(|hash| RowHash(hash).to_string());
    let result = if record.refused_as.is_some() { "refused" } else { "done" };
    let cells = [
        Some(record.number.to_string()),
        Some(csv::moment(record.at)),
        Some(record.event.clone()),
        Some(result.to_owned()),
        record.refused_as.clone(),
        id(&record.actor),
        name(&record.actor),
        id(&record.subject),
        name(&record.subject),
        Some(record.details.clone()),
        record.address.clone(),
        record.user_agent.clone(),
        record.request_id.clone(),
        hash.ok(),
    ];
    csv::line(cells.iter().map(|text| text.as_deref().unwrap_or_default()))
}
