//! The audit log, for those who may read it.

use super::{Result, send};
use gloo_net::http::{QueryParams, Request};
use staffroom_contract::paths::template;
use staffroom_contract::{AuditEventPage, ExportAuditEvents, ListAuditEvents, UnixSeconds};

/// A page of the audit log, newest first.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn list_audit_events(query: &ListAuditEvents) -> Result<AuditEventPage> {
    let members = members(query);
    let members = members.iter().map(|(name, value)| (*name, value.as_str()));
    send(Request::get(template::AUDIT_EVENTS).query(members)).await
}

/// Where the audit log lies as a file. The browser itself loads it, by a link: it may be larger than a page can hold.
pub fn export_audit_events(query: &ExportAuditEvents) -> String {
    let written = QueryParams::new();
    for (name, value) in members(&query.clone().into()) {
        written.append(name, &value);
    }
    let written = written.to_string();
    let path = template::AUDIT_EVENTS_CSV;
    if written.is_empty() { path.to_owned() } else { format!("{path}?{written}") }
}

/// The members of a query. Those that are left out are not there.
fn members(query: &ListAuditEvents) -> Vec<(&'static str, String)> {
    let ListAuditEvents { actor, subject, event, result, from, until, after, limit } = query;
    let second = |time: &UnixSeconds| time.0.to_string();
    let members = [
        ("actor", actor.as_ref().map(ToString::to_string)),
        ("subject", subject.as_ref().map(ToString::to_string)),
        ("event", event.map(|event| event.name().to_owned())),
        ("result", result.map(|result| result.name().to_owned())),
        ("from", from.as_ref().map(second)),
        ("until", until.as_ref().map(second)),
        ("after", after.clone()),
        ("limit", limit.map(|limit| limit.to_string())),
    ];
    members.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::audit::Event;
    use staffroom_contract::{AuditResult, StaffId};

    /// Each filter travels under its name, and one that is left out does not travel.
    #[test]
    fn a_query_holds_what_was_asked_for() {
        assert!(members(&ExportAuditEvents::default().into()).is_empty());
        let query = ListAuditEvents {
            subject: Some(StaffId::new("n1")),
            event: Some(Event::StaffUpdated),
            result: Some(AuditResult::Refused),
            from: Some(UnixSeconds(1_700_000_000)),
            limit: Some(50),
            ..ListAuditEvents::default()
        };
        let members = members(&query);
        let members: Vec<_> = members.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let expected = [
            ("subject", "n1"),
            ("event", "staff_updated"),
            ("result", "refused"),
            ("from", "1700000000"),
            ("limit", "50"),
        ];
        assert_eq!(members, expected);
    }
}
