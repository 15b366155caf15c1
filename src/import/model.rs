//! What is known of an import without drawing it.

use staffroom_contract::{ImportCounts, ImportRowState, StaffColumn};

/// The columns that a file may have, with whether it must have them.
pub(super) fn columns() -> impl Iterator<Item = (StaffColumn, bool)> {
    let read = StaffColumn::ALL.iter().copied().filter(|column| column.field().is_some());
    read.map(|column| (column, column.is_required()))
}

/// The address of a file that has nothing but its headings.
pub(super) fn template_address() -> String {
    // A column's name needs no escape in an address. The byte order mark in front has Excel keep the file in UTF-8.
    let names: Vec<_> = columns().map(|(column, _)| column.name()).collect();
    format!("data:text/csv;charset=utf-8,%EF%BB%BF{}%0D%0A", names.join(","))
}

/// How many of the rows that can be added have their result.
pub(super) const fn progress(counts: &ImportCounts) -> (u32, u32) {
    let done = counts.added + counts.failed;
    (done, done + counts.ready)
}

/// How far that is, in steps of ten per cent: each of them is told to those who do not see the bar.
pub(super) fn tenths(counts: &ImportCounts) -> u32 {
    let (done, all) = progress(counts);
    done * 10 / all.max(1) * 10
}

/// The kinds of rows that an import has, with how many there are of each.
pub(super) fn kinds(counts: &ImportCounts) -> Vec<(ImportRowState, u32)> {
    let count = |state| match state {
        ImportRowState::Ready => counts.ready,
        ImportRowState::Refused => counts.refused,
        ImportRowState::Added => counts.added,
        ImportRowState::Failed => counts.failed,
        ImportRowState::LeftOut => counts.left_out,
    };
    let all = ImportRowState::ALL.iter().copied().map(|state| (state, count(state)));
    all.filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Progress is told in steps, and ends at the end.
    #[test]
    fn progress_is_told_in_steps() {
        let told = |ready, added, failed| {
            tenths(&ImportCounts { ready, added, failed, left_out: 7, ..ImportCounts::default() })
        };
        assert_eq!([told(10, 0, 0), told(9, 1, 0), told(5, 4, 1), told(0, 9, 1)], [0, 10, 50, 100]);
        assert_eq!(told(9_999, 1, 0), 0);
        assert_eq!(told(0, 0, 0), 0);
    }

    /// Only what there is can be chosen.
    #[test]
    fn kinds_are_those_that_there_are() {
        let counts = ImportCounts { added: 3, left_out: 1, ..ImportCounts::default() };
        assert_eq!(kinds(&counts), [(ImportRowState::Added, 3), (ImportRowState::LeftOut, 1)]);
    }

    /// The template has a column for everything that can be read, and needs no escape.
    #[test]
    fn the_template_is_a_file_of_headings() {
        let address = template_address();
        assert!(
            address.starts_with(
                "data:text/csv;charset=utf-8,%EF%BB%BFfirst_name,last_name,username,email,role,"
            )
        );
        assert!(address.ends_with(",offices%0D%0A"));
    }
}
