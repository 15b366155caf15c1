//! Adding many people from a file: first a check that changes nothing, then, once it is confirmed, row by row.
//!
//! A row is named by the number that a spreadsheet shows beside it: the heading is row 1.

use crate::{FieldProblem, ImportId, ProblemCode, StaffId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// The most people that one file adds.
pub const IMPORT_ROWS_MAX: u32 = 20_000;

/// The most people whom one administrator has added from files within 24 hours: as many as the largest file has.
pub const IMPORT_PEOPLE_A_DAY: u32 = IMPORT_ROWS_MAX;

/// The largest file, in bytes.
pub const IMPORT_BYTES_MAX: usize = 16 * 1024 * 1024;

/// For how long an import waits to be confirmed, in seconds. Then it is forgotten, with all that it holds.
pub const IMPORT_WAITS_SECONDS: i64 = 24 * 60 * 60;

/// For how long the result of an import is kept, in seconds.
pub const IMPORT_RESULT_SECONDS: i64 = 30 * 24 * 60 * 60;

/// The name by which a problem with the number of rows is refused.
pub const ROWS: &str = "rows";

/// How far an import has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// It was checked and waits to be confirmed. Nobody was added.
    Checked,
    /// It was confirmed, and people are being added.
    Running,
    /// Each row has its result.
    Done,
}

/// An import of one's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// Names it.
    pub id: ImportId,
    /// How far it has come.
    pub state: ImportState,
    /// When its file was checked.
    pub checked_at: UnixSeconds,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<UnixSeconds>,
    /// When its last row was done, if it was.
    pub ended_at: Option<UnixSeconds>,
    /// How many rows there are of each kind.
    pub counts: ImportCounts,
}

/// How many rows of an import are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportCounts {
    /// Those whose person can be added.
    pub ready: u32,
    /// Those that have problems.
    pub refused: u32,
    /// Those whose person was added.
    pub added: u32,
    /// Those whose person could not be added any more when their turn came.
    pub failed: u32,
    /// Those that had problems and were left out.
    pub left_out: u32,
}

impl ImportCounts {
    /// How many rows there are.
    pub const fn total(&self) -> u32 {
        self.ready + self.refused + self.added + self.failed + self.left_out
    }
}

macro_rules! row_states {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// What became of a row.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum ImportRowState {
            $($(#[$doc])* $variant,)+
        }

        impl ImportRowState {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// Its name in a request.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

row_states! {
    /// Its person can be added.
    Ready = "ready";
    /// It has problems.
    Refused = "refused";
    /// Its person was added and invited.
    Added = "added";
    /// Its person could not be added any more when its turn came.
    Failed = "failed";
    /// It had problems, and the import was confirmed without it.
    LeftOut = "left_out";
}

/// A row of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRow {
    /// Its number in the file; the heading is row 1.
    pub row: u32,
    /// What became of it.
    pub state: ImportRowState,
    /// First and last name, as far as they are known: those of the person whom it added, or of the file until the
    /// import is done. Those of a person whom one may not see any more are left out.
    pub full_name: Option<String>,
    /// The person whom it added, if one may still see them.
    pub staff_id: Option<StaffId>,
    /// Why its person cannot be added; empty if they can.
    pub problems: Vec<RowProblem>,
}

/// One reason why a row's person cannot be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RowProblem {
    /// A cell is refused by a rule of `create_staff`; `field` is the column.
    Cell(FieldProblem),
    /// Another row of the file has the same.
    SameAs {
        /// The column.
        column: String,
        /// The other row.
        row: u32,
    },
    /// Whoever imports may not add such a person.
    NotAllowed {
        /// The column that says so, if one does.
        column: Option<String>,
        /// What `create_staff` would be refused with.
        code: ProblemCode,
    },
    /// It has more or fewer cells than the heading, so that nobody knows which is which.
    OtherCells {
        /// How many cells it has.
        found: u32,
        /// How many the heading has.
        expected: u32,
    },
    /// The server failed at it, though not at the rows around it. Nothing is known to be wrong with it.
    ServerFailed,
}

impl RowProblem {
    /// The column that it is about, if it is about one.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::Cell(problem) => Some(&problem.field),
            Self::SameAs { column, .. } => Some(column),
            Self::NotAllowed { column, .. } => column.as_deref(),
            Self::OtherCells { .. } | Self::ServerFailed => None,
        }
    }
}

/// `list_import_rows`: which rows, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ListImportRows {
    /// What became of them; all of them if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(inline))]
    pub state: Option<ImportRowState>,
    /// `next` of the page before; left out for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<u32>,
    /// How many rows, 1 to 200; 50 if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
}

impl ListImportRows {
    /// Rows on a page if the asker does not say.
    pub const DEFAULT_LIMIT: u32 = 50;
    /// The most rows on a page.
    pub const MAX_LIMIT: u32 = 200;
}

/// A page of an import's rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportRowPage {
    /// The rows, in the order of the file.
    pub items: Vec<ImportRow>,
    /// What to send as `after` for the next page; absent on the last.
    pub next: Option<u32>,
}

/// `confirm_import`: whether to go on without the rows that have problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ConfirmImport {
    /// Leaves out every row that has problems. Otherwise an import with such a row is refused as a whole.
    pub leave_out_refused: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What became of a row is asked for by the name that it is answered with.
    #[test]
    fn a_state_travels_under_its_name() {
        for state in ImportRowState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        }
    }
}
