//! Texts that a spreadsheet takes for nothing else, and what they were before.
//!
//! A spreadsheet that is set to other separators than the comma splits a cell where its text has one, whatever quotation
//! marks are around it, and takes for a formula what begins there with a sign of one. So an apostrophe is put before each
//! such place, which makes it a text; and before what looks as if it had got one, so that it comes back as it was.
//!
//! Source: OWASP, CSV Injection.

use staffroom_contract::staff_csv::FORMULA_SIGNS;

/// Behind these another cell or row may begin. The comma is none of them: a text that has one stands in quotation marks,
/// which hold wherever commas separate.
const SEPARATORS: [char; 4] = [';', '\t', '\r', '\n'];

/// What may stand between the beginning of a cell and its formula: it may be taken away when the cell is read.
const BEFORE: [char; 6] = ['\'', '"', ' ', '\t', '\r', '\n'];

/// A text with an apostrophe wherever a formula could begin.
pub(super) fn defused(text: &str) -> String {
    let mut defused = String::with_capacity(text.len());
    let mut from = 0;
    for at in beginnings(text) {
        defused += &text[from..at];
        defused.push('\'');
        from = at;
    }
    defused + &text[from..]
}

/// A text without what [`defused`] has put into it: that changes neither where a formula could begin nor the sign with
/// which it does.
pub(super) fn restored(text: &str) -> String {
    let mut restored = String::with_capacity(text.len());
    let mut from = 0;
    for at in beginnings(text).into_iter().filter(|at| text[*at..].starts_with('\'')) {
        restored += &text[from..at];
        from = at + 1;
    }
    restored + &text[from..]
}

/// Where a cell could begin that would be taken for a formula, in one pass: the text may be as long as a file.
fn beginnings(text: &str) -> Vec<usize> {
    let mut beginnings = Vec::new();
    let mut is_formula = false;
    for (at, sign) in text.char_indices().rev() {
        if !BEFORE.contains(&sign) {
            is_formula = FORMULA_SIGNS.contains(&sign);
        }
        if is_formula && may_begin(text, at) {
            beginnings.push(at);
        }
    }
    let is_first = text.trim_start_matches('\'').starts_with(FORMULA_SIGNS);
    if is_first && beginnings.last() != Some(&0) {
        beginnings.push(0);
    }
    beginnings.reverse();
    beginnings
}

fn may_begin(text: &str, at: usize) -> bool {
    let (before, here) = text.split_at(at);
    let is_within_line_end = before.ends_with('\r') && here.starts_with('\n');
    before.is_empty() || before.ends_with(SEPARATORS) && !is_within_line_end
}

#[cfg(test)]
mod tests {
    use super::super::{heading, line, records};
    use super::*;

    /// What a text is made of where it can be misread.
    const SIGNS: [char; 11] = ['a', ' ', '\'', '"', ',', ';', '\t', '\n', '\r', '=', '＋'];

    /// Every text of up to so many of these signs.
    fn texts(length: usize) -> Vec<String> {
        let mut texts = vec![String::new()];
        let mut from = 0;
        for _ in 0..length {
            let longest = texts[from..].to_vec();
            from = texts.len();
            texts.extend(longest.iter().flat_map(|text| SIGNS.map(|sign| format!("{text}{sign}"))));
        }
        texts
    }

    /// The cells that a spreadsheet makes of a file, if it separates by this: a quotation mark opens a cell only at its
    /// beginning, and what follows its end belongs to it still.
    fn as_a_spreadsheet(file: &str, separator: char) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut rest = file.chars().peekable();
        let mut is_quoted = rest.next_if_eq(&'"').is_some();
        while let Some(sign) = rest.next() {
            match sign {
                '"' if is_quoted && rest.next_if_eq(&'"').is_none() => is_quoted = false,
                sign if !is_quoted && (sign == separator || sign == '\r' || sign == '\n') => {
                    cells.push(String::new());
                    is_quoted = rest.next_if_eq(&'"').is_some();
                }
                sign => cells.last_mut().unwrap().push(sign),
            }
        }
        cells
    }

    fn begins_a_formula(cell: &str) -> bool {
        cell.trim_start().starts_with(['=', '＋'])
    }

    /// Whatever somebody is called, a file brings it back as it was, wherever it stands in a line.
    #[test]
    fn every_text_comes_back() {
        for text in texts(4) {
            assert_eq!(restored(&defused(&text)), text, "{text:?}");
            let cells = ["x", &text, &text];
            let file = heading(["a", "b", "c"]) + &line(cells);
            let read = records(&file).nth(1).map(|record| record.unwrap().cells);
            assert_eq!(read.unwrap(), cells, "{text:?}");
        }
    }

    /// However a spreadsheet is set, no text of ours begins a formula in it.
    #[test]
    fn no_text_is_a_formula_in_any_spreadsheet() {
        for text in texts(4) {
            let file = line(["x", &text, &text]) + &line([text.as_str(), "x", &text]);
            for separator in [',', ';', '\t'] {
                let cells = as_a_spreadsheet(&file, separator);
                let formula = cells.iter().find(|cell| begins_a_formula(cell));
                assert_eq!(formula, None, "{text:?} where {separator:?} separates: {file:?}");
            }
        }
    }

    /// Only what could be taken for a formula is touched.
    #[test]
    fn an_apostrophe_stands_where_a_formula_could() {
        for (text, expected) in [
            ("a;=1", "a;'=1"),
            ("a\t-1", "a\t'-1"),
            ("a; \"@x\"", "a;' \"@x\""),
            ("a\r\n=1\n'=2", "a\r\n'=1\n''=2"),
            ("\ta\n\nb\r\n\tc", "'\ta\n\nb\r\n\tc"),
            ("Main Street; River", "Main Street; River"),
            ("a; b-c =d", "a; b-c =d"),
            ("a,=1", "a,=1"),
        ] {
            assert_eq!(defused(text), expected);
        }
    }
}
