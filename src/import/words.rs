//! The sentences of the import.

use crate::api::ApiError;
use crate::ui::{counted, number};
use crate::{feedback, forms};
use staffroom_contract::import::{IMPORT_BYTES_MAX, IMPORT_PEOPLE_A_DAY, IMPORT_ROWS_MAX, ROWS};
use staffroom_contract::{
    FieldProblem, FieldRule, Import, ImportCounts, ImportRowState, ImportState, ProblemCode, RowProblem,
    StaffColumn,
};

pub(super) const INTRODUCTION: &str = "Add many people at once from a CSV file. The file is checked first, and nobody is \
                                       added until you have seen the result and confirmed it. Each person then gets an \
                                       invitation by mail.";
pub(super) const CSV_FILE: &str = "CSV file";
pub(super) const OR_DROP: &str = "or drop it here.";
pub(super) const TEMPLATE: &str = "Download a template";
pub(super) const TEMPLATE_NAME: &str = "staff-template.csv";
pub(super) const WHAT_TO_WRITE: &str = "What to write";
pub(super) const COLUMN: &str = "Column";
pub(super) const CONTENT: &str = "What stands in it";
pub(super) const REQUIRED: &str = "Required";
pub(super) const EARLIER: &str = "Your imports";

pub(super) const ROW: &str = "Row";
pub(super) const NAME: &str = "Name";
pub(super) const RESULT: &str = "Result";
pub(super) const WHAT_TO_DO: &str = "What to do";
pub(super) const ROWS_OF_THE_FILE: &str = "Rows of the file";
pub(super) const SHOW: &str = "Show";
pub(super) const ALL_ROWS: &str = "All rows";
pub(super) const LOAD_MORE: &str = "Load more";
pub(super) const NO_NAME: &str = "—";

pub(super) const DISCARD: &str = "Discard";
pub(super) const ANOTHER_FILE: &str = "Choose another file";
pub(super) const DOWNLOAD: &str = "Download results";
pub(super) const RESULTS_NAME: &str = "import-results.csv";
pub(super) const PENDING_STAFF: &str = "Show pending staff";
pub(super) const MAY_LEAVE: &str =
    "You can close this page. The import goes on, and its result is kept here for 30 days.";
pub(super) const ADDING: &str = "Adding people";
pub(super) const DISCARDED: &str = "The import was discarded. Nobody was added.";
pub(super) const MEND: &str = "Mend these rows in your file and choose it again, or go on without them.";
pub(super) const NONE_CAN: &str = "No row can be added. Mend the file and choose it again.";
pub(super) const NOBODY_YET: &str = "Nobody was added yet. The check is kept for a day.";

/// What can be read of this size at most.
pub(super) fn at_most() -> String {
    format!("UTF-8, at most {} rows.", number(IMPORT_ROWS_MAX))
}

/// What is under way once a file was chosen.
pub(super) fn checking(file: &str) -> String {
    format!("Checking {file}…")
}

/// What to write into a column.
pub(super) const fn content(column: StaffColumn) -> &'static str {
    match column {
        StaffColumn::FirstName | StaffColumn::LastName => "At most 100 characters.",
        StaffColumn::Username => "3 to 64 letters from a to z, digits and . _ - @ +. Nobody else’s.",
        StaffColumn::Email => "Where the invitation goes. Nobody else’s.",
        StaffColumn::Role => "The name of a role, such as Nurse.",
        StaffColumn::PrimaryProvider => {
            "The username of an active provider. Providers may go without: they work with themselves."
        }
        StaffColumn::CareTeamRoleCode => "A SNOMED CT code, such as 310182000 for a general nurse.",
        StaffColumn::CareTeamIdentifier => "An NPI with 10 digits or an NCSBN ID with 8 digits.",
        StaffColumn::CellPhone | StaffColumn::HomePhone => "A phone number, such as 111-222-3333.",
        StaffColumn::Offices => "The names of offices, with semicolons between them.",
        StaffColumn::Status
        | StaffColumn::PrimaryProviderName
        | StaffColumn::CareTeamRole
        | StaffColumn::LastSignIn => "",
    }
}

/// A column as a label.
fn label(column: &str) -> String {
    match StaffColumn::with_heading(column) {
        Some(StaffColumn::FirstName) => "First Name",
        Some(StaffColumn::LastName) => "Last Name",
        Some(StaffColumn::Username) => "Username",
        Some(StaffColumn::Email) => "Email",
        Some(StaffColumn::Role) => "Role",
        Some(StaffColumn::PrimaryProvider) => "Primary Provider",
        Some(StaffColumn::CareTeamRoleCode) => "Care Team Role",
        Some(StaffColumn::CareTeamIdentifier) => "Care Team Identifier",
        Some(StaffColumn::CellPhone) => "Cell Phone",
        Some(StaffColumn::HomePhone) => "Home Phone",
        Some(StaffColumn::Offices) => "Offices",
        _ => column,
    }
    .to_owned()
}

/// Why a file was refused as a whole: a sentence for each reason.
pub(super) fn refused_file(error: &ApiError) -> Vec<String> {
    let ApiError::Problem(problem) = error else { return vec![feedback::words::of(error)] };
    match problem.code {
        ProblemCode::InvalidFields => problem.fields.iter().map(refused_column).collect(),
        ProblemCode::NotUtf8 => vec![
            "Save the file as CSV in UTF-8, then choose it again. In Excel that is Save As, CSV UTF-8.".to_owned(),
        ],
        ProblemCode::BrokenCsv => vec![
            "Look for a quotation mark that stands alone in the file: a text is put in two of them, and one within \
             it is written twice."
                .to_owned(),
        ],
        ProblemCode::TooLarge => {
            vec![format!("Split the file: it is larger than {} MB.", IMPORT_BYTES_MAX / 1024 / 1024)]
        }
        _ => vec![feedback::words::of(error)],
    }
}

/// Why an import was neither confirmed nor discarded.
pub(super) fn failed(error: &ApiError) -> String {
    match error.code() {
        Some(ProblemCode::ImportRefused) => NONE_CAN.to_owned(),
        Some(ProblemCode::ImportConfirmed) => {
            "This import was confirmed already. Reload the page to see how far it has come.".to_owned()
        }
        Some(ProblemCode::ImportRunning) => {
            "Another import of yours still runs. Wait until it is done, then add these people.".to_owned()
        }
        Some(ProblemCode::TooManyRequests) => {
            let people = number(IMPORT_PEOPLE_A_DAY);
            format!(
                "At most {people} people are added from files within a day. {}",
                feedback::words::of(error)
            )
        }
        _ => feedback::words::of(error),
    }
}

fn refused_column(problem: &FieldProblem) -> String {
    let column = &problem.field;
    match problem.rule {
        FieldRule::Required if column == ROWS => {
            "Write each person into a row under the headings: the file has none.".to_owned()
        }
        FieldRule::TooMany if column == ROWS => {
            format!("Split the file: it has more than {} rows.", number(problem.limit.unwrap_or_default()))
        }
        FieldRule::Required => format!("Add a column “{column}”."),
        FieldRule::TooMany => format!("Keep one column “{column}”: it is there more than once."),
        _ if column.is_empty() => "Give each column a heading, or remove those without one.".to_owned(),
        _ => format!("Remove the column “{column}”: nothing is known by this name."),
    }
}

/// What to do about a row.
pub(super) fn mend(problem: &RowProblem) -> String {
    match problem {
        RowProblem::Cell(problem) => {
            let sentence = forms::words::sentence(&label(&problem.field), problem);
            match problem.rule {
                // Its sentence names no field: on a form it stands at one.
                FieldRule::NotAnEmail | FieldRule::NotAPhone | FieldRule::DomainNotAllowed => {
                    format!("{}: {sentence}", label(&problem.field))
                }
                _ => sentence,
            }
        }
        RowProblem::SameAs { column, row } => {
            format!("Give this person another {}: row {row} has the same.", label(column))
        }
        RowProblem::NotAllowed { column, code } => not_allowed(column.as_deref(), *code),
        RowProblem::ServerFailed => {
            "The server failed at this row. Import it once more; if that fails too, tell whoever runs the server.".to_owned()
        }
        RowProblem::OtherCells { found, expected } => format!(
            "Write {expected} cells into this row: it has {found}. A text with a comma in it is put in quotation marks."
        ),
    }
}

fn not_allowed(column: Option<&str>, code: ProblemCode) -> String {
    match code {
        ProblemCode::BeyondYou => {
            "Choose another Role: this one gives a permission that you do not have.".to_owned()
        }
        ProblemCode::BeyondYourOffices => "Choose other Offices: you are restricted to your own.".to_owned(),
        ProblemCode::SignedOut | ProblemCode::Forbidden => {
            "When this row’s turn came, you could not manage accounts any more, or had another password."
                .to_owned()
        }
        code => match column {
            Some(column) => format!("{}: {}.", label(column), code.title()),
            None => format!("{}.", code.title()),
        },
    }
}

/// What became of a row.
pub(super) const fn state(state: ImportRowState) -> &'static str {
    match state {
        ImportRowState::Ready => "Can be added",
        ImportRowState::Refused => "Has problems",
        ImportRowState::Added => "Added",
        ImportRowState::Failed => "Not added",
        ImportRowState::LeftOut => "Left out",
    }
}

/// A kind of rows to choose: "Has problems (10)".
pub(super) fn kind(of: ImportRowState, count: u32) -> String {
    format!("{} ({})", state(of), number(count))
}

/// Where an import stands, in a sentence or two.
pub(super) fn summary(import: &Import) -> String {
    let counts = &import.counts;
    match import.state {
        ImportState::Checked => checked(counts),
        ImportState::Running => format!("{} are being added.", people(counts.ready + counts.added)),
        ImportState::Done => done(counts),
    }
}

fn checked(counts: &ImportCounts) -> String {
    let can = format!("{} can be added.", people(counts.ready));
    match (counts.ready, counts.refused) {
        (0, _) => format!("{} {}.", rows(counts.refused), have("problems", counts.refused)),
        (_, 0) => format!("{can} Nothing is wrong with the file."),
        (_, refused) => format!("{can} {} {}.", rows(refused), have("problems", refused)),
    }
}

fn done(counts: &ImportCounts) -> String {
    let were = |count| if count == 1 { "was" } else { "were" };
    let mut sentences = vec![format!("{} {} added and invited.", people(counts.added), were(counts.added))];
    if counts.failed > 0 {
        sentences.push(format!("{} could not be added.", people(counts.failed)));
    }
    if counts.left_out > 0 {
        sentences.push(format!("{} {} left out.", rows(counts.left_out), were(counts.left_out)));
    }
    sentences.join(" ")
}

/// How far it has come, for those who do not see the bar.
pub(super) fn per_cent(per_cent: u32) -> String {
    format!("{per_cent} % done")
}

/// How far it has come, beside the bar.
pub(super) fn so_far(done: u32, all: u32) -> String {
    format!("{} of {}", number(done), number(all))
}

/// The button that confirms.
pub(super) fn confirm(counts: &ImportCounts) -> String {
    match counts.refused {
        0 => format!("Add {}", people(counts.ready)),
        refused => format!("Add {}, leave out {}", people(counts.ready), rows(refused)),
    }
}

/// How many rows are shown.
pub(super) fn showing(count: usize, has_more: bool) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    if has_more { format!("The first {}", rows(count)) } else { rows(count) }
}

/// The link to an earlier import, by when it was checked.
pub(super) fn of(checked_at: &str) -> String {
    format!("Import of {checked_at}")
}

fn people(count: u32) -> String {
    counted(count, "person", "people")
}

fn rows(count: u32) -> String {
    counted(count, "row", "rows")
}

fn have(what: &str, count: u32) -> String {
    format!("{} {what}", if count == 1 { "has" } else { "have" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::Problem;

    /// Whatever is wrong with a file, there is a sentence that says what to do.
    #[test]
    fn a_refused_file_says_what_to_do() {
        let refused = |problem| refused_file(&ApiError::Problem(problem)).join(" ");
        for (field, rule, sentence) in [
            ("email", FieldRule::Required, "Add a column “email”."),
            ("wage", FieldRule::Unknown, "Remove the column “wage”: nothing is known by this name."),
            (
                ROWS,
                FieldRule::Required,
                "Write each person into a row under the headings: the file has none.",
            ),
        ] {
            assert_eq!(refused(Problem::invalid_fields(vec![FieldProblem::new(field, rule)])), sentence);
        }
        let too_many = FieldProblem::with_limit(ROWS, FieldRule::TooMany, 20_000);
        let too_many = refused(Problem::invalid_fields(vec![too_many]));
        assert_eq!(too_many, "Split the file: it has more than 20,000 rows.");
        for code in [ProblemCode::NotUtf8, ProblemCode::BrokenCsv, ProblemCode::TooLarge] {
            assert!(refused(Problem::new(code)).ends_with('.'));
        }
    }

    /// Whoever may not add people now is told until when to wait.
    #[test]
    fn an_import_that_has_to_wait_says_for_how_long() {
        let refused = |problem| failed(&ApiError::Problem(problem));
        let too_many = Problem { retry_after: Some(7_200), ..Problem::new(ProblemCode::TooManyRequests) };
        let told = refused(too_many);
        assert!(told.starts_with("At most 20,000 people are added from files within a day. "), "{told}");
        assert!(told.contains("2 hours"), "{told}");
        assert!(refused(Problem::new(ProblemCode::ImportRunning)).contains("Wait until it is done"));
    }

    /// Who has what a row wants is named, and so is the row that has the same.
    #[test]
    fn a_row_says_what_to_do() {
        let taken = FieldProblem::taken_by("username", "Camille Nurse".to_owned());
        assert_eq!(
            mend(&RowProblem::Cell(taken)),
            "Choose another Username: Camille Nurse already has this one."
        );
        let same = RowProblem::SameAs { column: "email".to_owned(), row: 12 };
        assert_eq!(mend(&same), "Give this person another Email: row 12 has the same.");
        let phone = RowProblem::Cell(FieldProblem::new("cell_phone", FieldRule::NotAPhone));
        assert!(mend(&phone).starts_with("Cell Phone: Enter a phone number"));
    }

    /// Numbers are read at a glance, and one is one.
    #[test]
    fn sums_are_told_in_words() {
        let counts = ImportCounts { ready: 9_990, refused: 1, ..ImportCounts::default() };
        assert_eq!(checked(&counts), "9,990 people can be added. 1 row has problems.");
        assert_eq!(confirm(&counts), "Add 9,990 people, leave out 1 row");
        let counts = ImportCounts { added: 1, failed: 2, left_out: 1_000_000, ..ImportCounts::default() };
        assert_eq!(
            done(&counts),
            "1 person was added and invited. 2 people could not be added. 1,000,000 rows were left out."
        );
    }
}
