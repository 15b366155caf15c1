//! A file of people, as far as it can be read without knowing the practice.

use crate::csv::{self, Broken, Record};
use crate::http::refusal::Refusal;
use staffroom_contract::import::{IMPORT_ROWS_MAX, ROWS};
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode, RowProblem, StaffColumn};
use std::collections::BTreeMap;

/// How many unknown columns are named.
const NAMED_AT_MOST: usize = 20;
/// The longest heading that is repeated, in characters.
const HEADING_MAX: usize = 60;

/// A row: what stands in which column, or why that cannot be told.
pub(super) struct FileRow {
    pub(super) number: u32,
    pub(super) cells: Result<Cells, RowProblem>,
}

/// What stands in which column, without white space at the ends.
pub(super) struct Cells(BTreeMap<StaffColumn, String>);

impl Cells {
    /// What stands in a column; nothing if the file does not have it.
    pub(super) fn get(&self, column: StaffColumn) -> &str {
        self.0.get(&column).map_or("", String::as_str)
    }
}

/// The rows of a file.
///
/// # Errors
/// If it is no such file: its quotation marks do not fit, columns are missing, unknown or there twice, it has no rows,
/// or too many.
pub(super) fn read(text: &str) -> Result<Vec<FileRow>, Refusal> {
    let mut records = csv::records(text).map(|record| record.map_err(|Broken| ProblemCode::BrokenCsv.into()));
    let heading = records.next().unwrap_or_else(|| Err(no_rows()))?;
    let columns = columns(heading.cells).map_err(Refusal::fields)?;
    let mut rows = Vec::new();
    for record in records {
        let record = record?;
        if rows.len() == IMPORT_ROWS_MAX as usize {
            return Err(FieldProblem::with_limit(ROWS, FieldRule::TooMany, IMPORT_ROWS_MAX).into());
        }
        rows.push(FileRow { number: record.number, cells: cells(&columns, record) });
    }
    if rows.is_empty() { Err(no_rows()) } else { Ok(rows) }
}

fn no_rows() -> Refusal {
    FieldProblem::new(ROWS, FieldRule::Required).into()
}

/// The columns that the first row names.
fn columns(mut headings: Vec<String>) -> Result<Vec<StaffColumn>, Vec<FieldProblem>> {
    while headings.last().is_some_and(|heading| heading.trim().is_empty()) {
        headings.pop();
    }
    let mut columns = Vec::new();
    let mut problems = Vec::new();
    for heading in headings {
        match StaffColumn::with_heading(&heading) {
            Some(column) if columns.contains(&column) => {
                problems.push(FieldProblem::with_limit(column.name(), FieldRule::TooMany, 1));
            }
            Some(column) => columns.push(column),
            None => {
                let heading: String = heading.trim().chars().take(HEADING_MAX).collect();
                problems.push(FieldProblem::new(&heading, FieldRule::Unknown));
            }
        }
    }
    let missing = StaffColumn::ALL.iter().filter(|column| column.is_required() && !columns.contains(column));
    problems.extend(missing.map(|column| FieldProblem::new(column.name(), FieldRule::Required)));
    problems.truncate(NAMED_AT_MOST);
    if problems.is_empty() { Ok(columns) } else { Err(problems) }
}

fn cells(columns: &[StaffColumn], Record { mut cells, .. }: Record) -> Result<Cells, RowProblem> {
    // Spreadsheets write empty cells beyond the last column.
    while cells.len() > columns.len() && cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        cells.pop();
    }
    if cells.len() != columns.len() {
        let count = |cells: usize| u32::try_from(cells).unwrap_or(u32::MAX);
        return Err(RowProblem::OtherCells { found: count(cells.len()), expected: count(columns.len()) });
    }
    Ok(Cells(columns.iter().copied().zip(cells.iter().map(|cell| cell.trim().to_owned())).collect()))
}
