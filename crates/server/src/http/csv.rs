//! Comma-separated values (RFC 4180), safe to open in a spreadsheet.

use jiff::Timestamp;
use staffroom_contract::UnixSeconds;

/// A line of these cells.
pub(super) fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<_> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// A point in time as a text that sorts, in UTC.
pub(super) fn moment(at: UnixSeconds) -> String {
    Timestamp::from_second(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
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
