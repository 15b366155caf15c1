//! Rows of the audit log as answers show them.

use serde_json::{Map, Value};
use staffroom_contract::{AuditDetail, AuditEvent, AuditResult, FieldChange};
use staffroom_store::AuditRecord;

/// A row with its details told apart, without the names of what they mention.
pub(super) fn event(record: AuditRecord) -> AuditEvent {
    let members: Map<String, Value> = serde_json::from_str(&record.details).unwrap_or_default();
    let mut changes = Vec::new();
    let mut details = Vec::new();
    for (name, value) in members {
        match change(&value) {
            Some((old, new)) => {
                let (old, new) = (text(old), text(new));
                changes.push(FieldChange { field: name, old, new, ..FieldChange::default() });
            }
            None => {
                details.extend(text(&value).map(|value| AuditDetail { name, value, value_name: None }));
            }
        }
    }
    AuditEvent {
        number: record.number,
        at: record.at,
        event: record.event,
        result: if record.refused_as.is_some() { AuditResult::Refused } else { AuditResult::Done },
        reason: record.refused_as,
        actor: record.actor,
        subject: record.subject,
        changes,
        details,
        address: record.address,
        user_agent: record.user_agent,
        request_id: record.request_id,
    }
}

/// The old and the new value, if it is a change.
fn change(value: &Value) -> Option<(&Value, &Value)> {
    let members = value.as_object().filter(|members| members.len() == 2)?;
    Some((members.get("old")?, members.get("new")?))
}

/// A value as people read it; nothing if there is none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}
