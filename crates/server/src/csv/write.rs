use super::BYTE_ORDER_MARK;
use super::defused::defused;
use jiff::Timestamp;
use staffroom_contract::UnixSeconds;

/// The first line of a file, which begins with the byte order mark.
pub fn heading<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    BYTE_ORDER_MARK.to_string() + &line(cells)
}

/// A line of cells.
pub fn line<'c>(cells: impl IntoIterator<Item = &'c str>) -> String {
    let cells: Vec<_> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\r\n"
}

/// A point in time as a text that sorts, in UTC.
pub fn moment(at: UnixSeconds) -> String {
    Timestamp::from_second(at.0).map_or_else(|_| at.0.to_string(), |at| at.to_string())
}

/// A text as a cell.
fn cell(text: &str) -> String {
    let text = defused(text);
    if text.contains([',', '"', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
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

    /// A file begins with the mark that has Excel read it as UTF-8, and says so once.
    #[test]
    fn a_file_begins_with_a_byte_order_mark() {
        assert_eq!(heading(["a", "b"]), "\u{feff}a,b\r\n");
        assert_eq!(line(["é"]), "é\r\n");
    }

    #[test]
    fn a_line_ends_as_the_standard_says() {
        assert_eq!(line(["a", "b,c", ""]), "a,\"b,c\",\r\n");
    }
}
