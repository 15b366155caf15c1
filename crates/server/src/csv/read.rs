use super::BYTE_ORDER_MARK;
use super::defused::restored;
use std::iter::Peekable;
use std::str::Chars;

/// What may stand between the cells. Spreadsheets write what their language is used to.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// A quotation mark stands where none can, or one is missing: from there on nobody knows which cell is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

/// A row of a file that holds anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number, as a spreadsheet counts, from 1.
    pub number: u32,
    /// Its cells, as they were before an export made texts of what looked like formulas.
    pub cells: Vec<String>,
}

/// The rows of a file, but for those that are empty. A byte order mark is no part of them. What stands between the cells is told by the first one.
pub fn records(text: &str) -> impl Iterator<Item = Result<Record, Broken>> {
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    let separator = separator_of(text);
    let mut rest = text.chars().peekable();
    let mut number = 0;
    let mut is_broken = false;
    std::iter::from_fn(move || {
        while !is_broken && rest.peek().is_some() {
            number += 1;
            match record(&mut rest, separator) {
                Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
                Ok(cells) => return Some(Ok(Record { number, cells })),
                Err(broken) => {
                    is_broken = true;
                    return Some(Err(broken));
                }
            }
        }
        None
    })
}

/// The separator that occurs most in the first line.
fn separator_of(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |separator: &char| first.matches(*separator).count();
    // Of several that occur as often, the first is taken: the last one in the reverse order.
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(SEPARATORS[0])
}

/// More cells of a row than this and one more are not kept. No file that means well has as many.
const CELLS_MAX: usize = 256;

/// Reads a row, and the end of its line.
fn record(rest: &mut Peekable<Chars<'_>>, separator: char) -> Result<Vec<String>, Broken> {
    let mut cells = Vec::new();
    loop {
        let cell = if rest.next_if_eq(&'"').is_some() { quoted(rest)? } else { plain(rest, separator)? };
        if cells.len() <= CELLS_MAX {
            cells.push(restored(&cell));
        }
        match rest.next() {
            Some(c) if c == separator => {}
            Some('\r') => {
                rest.next_if_eq(&'\n');
                return Ok(cells);
            }
            Some('\n') | None => return Ok(cells),
            Some(_) => return Err(Broken),
        }
    }
}

/// Reads a cell up to its closing quotation mark.
fn quoted(rest: &mut Peekable<Chars<'_>>) -> Result<String, Broken> {
    let mut cell = String::new();
    loop {
        match rest.next().ok_or(Broken)? {
            '"' if rest.next_if_eq(&'"').is_none() => return Ok(cell),
            c => cell.push(c),
        }
    }
}

/// Reads a cell without quotation marks up to its end.
fn plain(rest: &mut Peekable<Chars<'_>>, separator: char) -> Result<String, Broken> {
    let mut cell = String::new();
    while let Some(c) = rest.next_if(|c| *c != separator && *c != '\r' && *c != '\n') {
        if c == '"' {
            return Err(Broken);
        }
        cell.push(c);
    }
    Ok(cell)
}

#[cfg(test)]
mod tests {
    use super::super::{heading, line};
    use super::*;

    fn read(text: &str) -> Result<Vec<(u32, Vec<String>)>, Broken> {
        records(text).map(|record| record.map(|record| (record.number, record.cells))).collect()
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().into_iter().map(|(_, cells)| cells).collect()
    }

    /// However lines end and cells are parted, the same comes of it.
    #[test]
    fn lines_and_cells_are_told_apart() {
        for text in ["a,b\r\nc,d\r\n", "a,b\nc,d", "a,b\rc,d\r", "a;b\nc;d", "a\tb\nc\td\n\n"] {
            assert_eq!(cells(text), [["a", "b"], ["c", "d"]], "{text:?}");
        }
        assert_eq!(cells("a;b,c\n"), [["a;b", "c"]], "a comma counts first");
        assert_eq!(cells("a,,\n"), [["a", "", ""]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }

    /// A cell in quotation marks holds anything, and a row is counted as a spreadsheet counts it.
    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let read = read("h,i\r\n\"a\nb\",\"c \"\"d\"\"\"\r\n,\r\n\r\ne,f").unwrap();
        let expected = [(1, ["h", "i"]), (2, ["a\nb", "c \"d\""]), (5, ["e", "f"])];
        assert_eq!(read, expected.map(|(number, cells)| (number, cells.map(str::to_owned).to_vec())));
    }

    /// A quotation mark that stands alone would swallow half a file; it is never guessed what was meant.
    #[test]
    fn a_stray_quotation_mark_is_noticed() {
        for text in ["a\n\"b", "a\nb\"c", "a\n\"b\"c", "\"a\" ,b"] {
            assert_eq!(read(text), Err(Broken), "{text:?}");
        }
    }

    /// Whatever was exported is read as it was.
    #[test]
    fn what_was_written_is_read() {
        let texts = ["=1", "'=1", "''＋1", "'t Hooft", "+1 111 222 3333", "-\"x\",\n\r\t", "\ty", "a;b", ""];
        assert_eq!(cells(&line(texts)), [texts]);
        assert_eq!(cells(&heading(texts)), [texts]);
    }

    /// A row of nothing but separators takes no more room than one of many cells.
    #[test]
    fn a_row_has_so_many_cells_at_most() {
        let (_, cells) = read(&format!("{}\n", "a,".repeat(10_000))).unwrap().remove(0);
        assert_eq!(cells.len(), CELLS_MAX + 1);
    }
}
