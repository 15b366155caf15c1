//! The audit log as comma-separated values (RFC 4180), safe to open in a spreadsheet.

use jiff::Timestamp;
use staffroom_contract::AuditPerson;
use staffroom_store::AuditRecord;
use staffroom_store::audit::chain::RowHash;

/// The first line.
pub(super) const HEADING: &str = "number,at,event,result,reason,actor_id,actor,subject_id,subject,details,\
                                  address,user_agent,request_id,hash\r\n";

/// A row as a line.
pub(super) fn line(record: &AuditRecord) -> String {
    let id = |person: &Option<AuditPerson>| person.as_ref().map(|person| person.id.as_str().to_owned());
    let name = |person: &Option<AuditPerson>| person.as_ref().map(|person| person.full_name.clone());
    let at =
        Timestamp::from_second(record.at.0).map_or_else(|_| record.at.0.to_string(), |at| at.to_string());
    let hash = <[u8; 32]>::try_from(record.hash.as_slice()).map(|hash| RowHash(hash).to_string());
    let result = if record.refused_as.is_some() { "refused" } else { "done" };
    let cells = [
        Some(record.number.to_string()),
        Some(at),
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
    let cells: Vec<_> = cells.into_iter().map(|text| cell(&text.unwrap_or_default())).collect();
    cells.join(",") + "\r\n"
}

/// A text as a cell. What a spreadsheet would take for a formula gets an apostrophe, which makes it a text.
///
/// Source: OWASP, CSV Injection.
fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let apostrophe = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\r', '\n']) {
        format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{apostrophe}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// No name is a formula, and none ends a cell or a line.
    #[test]
    fn a_cell_is_a_text() {
        for (text, expected) in [
            ("Camille Nurse", "Camille Nurse"),
            ("Tests, Jr.", "\"Tests, Jr.\""),
            ("the \"boss\"", "\"the \"\"boss\"\"\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("\nx", "\"'\nx\""),
            ("＝1", "'＝1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠1", "'＠1"),
            ("1=1", "1=1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }
}
