use jiff::Timestamp;
use staffroom_contract::UnixSeconds;
use staffroom_contract::staff_csv::FORMULA_SIGNS;

/// A line of cells.
pub fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let cells: Vec<_> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// A point in time as a text that sorts, in UTC.
pub fn moment(at: UnixSeconds) -> String {
    Timestamp::from_second(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}

/// A text as a cell. What a spreadsheet would take for a formula gets an apostrophe, which makes it a text; so does
/// what looks as if it had got one, so that it comes back as it was.
///
/// Source: OWASP, CSV Injection.
fn cell(text: &str) -> String {
    let is_formula = text.trim_start_matches('\'').starts_with(FORMULA_SIGNS);
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
            ("'=1", "''=1"),
            ("'t Hooft", "'t Hooft"),
            ("1=1", "1=1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_ends_as_the_standard_says() {
        assert_eq!(line(["a", "b,c", ""]), "a,\"b,c\",\r\n");
    }
}
