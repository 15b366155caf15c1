//! `check_import`: what would come of a file of people.

use super::file::{Cells, FileRow};
use super::judge::{Names, person_of};
use super::{file, shown};
use crate::context::Context;
use crate::http::body::CsvBody;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, LIMITED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::http::staff::new_person::Choices;
use crate::limits::ClientAddress;
use crate::random;
use axum::Json;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderName, StatusCode};
use staffroom_contract::paths::{import, template};
use staffroom_contract::text::NAME_MAX;
use staffroom_contract::{Import, ImportId, ProblemCode, RowProblem, StaffColumn};
use staffroom_store::fold::identity_key;
use staffroom_store::{CheckedRow, NewImport, Transaction};
use std::collections::HashMap;

refusals!(
    Refusals: ADMINISTRATOR, UNSAFE, LIMITED,
    &[
        ProblemCode::Malformed,
        ProblemCode::TooLarge,
        ProblemCode::NotCsv,
        ProblemCode::NotUtf8,
        ProblemCode::BrokenCsv,
        ProblemCode::InvalidFields,
    ]
);

/// The columns of which each person has a value of their own.
const UNIQUE: [StaffColumn; 2] = [StaffColumn::Username, StaffColumn::Email];

/// Checks a file of people: nobody is added. What was found waits for a day to be confirmed, in place of an older check
/// of one's own.
///
/// The file is UTF-8 and has a heading row. `first_name`, `last_name`, `username`, `email` and `role` (its name) must be
/// there; `primary_provider` (their username), `care_team_role_code`, `care_team_identifier`, `cell_phone`,
/// `home_phone` and `offices` (their names, with semicolons between them) may be. Further columns of `export_staff` are
/// passed over; any other refuses the file. It has at most 20,000 rows and 16 MiB.
#[utoipa::path(
    post,
    path = template::IMPORTS,
    operation_id = "check_import",
    tag = "imports",
    security(("session" = [])),
    request_body(content = String, content_type = "text/csv"),
    responses(
        (
            status = 201,
            description = "It was checked; `list_import_rows` says what is wrong with which row.",
            body = Import,
            headers(("Location" = String, description = "Where it is.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn check_import(
    administrator: Administrator,
    State(context): State<Context>,
    address: ClientAddress,
    CsvBody(text): CsvBody,
) -> Result<(StatusCode, [(HeaderName, String); 1], Json<Import>), Refusal> {
    context.limits.import_checks.take(address, context.clock.now())?;
    let _slot = context.limits.import_check_slots.acquire().await;
    let rows = file::read(&text)?;
    let rows = {
        let mut transaction = context.store.read().await?;
        let asks = administrator.by_now(&mut *transaction).await?;
        let choices = Choices::of(&mut *transaction, asks).await?;
        checked(&mut *transaction, &choices, rows).await?
    };

    let mut transaction = context.store.write().await?;
    administrator.by_now(&mut *transaction).await?;
    let id = ImportId::new(random::id()?);
    let (requested_by, checked_at) = (administrator.id().clone(), context.clock.now());
    let new = NewImport { id: id.clone(), requested_by, checked_at, rows };
    transaction.imports().add(&new).await?;
    let record = super::own(&mut *transaction, &administrator, &id).await?;
    transaction.commit().await?;
    Ok((StatusCode::CREATED, [(LOCATION, import(&id))], Json(shown::import(record))))
}

async fn checked(
    transaction: &mut dyn Transaction,
    choices: &Choices,
    rows: Vec<FileRow>,
) -> Result<Vec<CheckedRow>, Refusal> {
    let mut names = Names::of(transaction).await?;
    let mut same = same_as(&rows);
    let mut checked = Vec::with_capacity(rows.len());
    for FileRow { number, cells } in rows {
        let (full_name, mut result) = match cells {
            Ok(cells) => {
                let request = names.request(transaction, &cells).await?;
                let judged = person_of(transaction, choices, request.clone()).await?;
                (full_name(&cells), judged.map(|_| request))
            }
            Err(problem) => (None, Err(problem.into())),
        };
        if let Some(same) = same.remove(&number) {
            let mut refused = result.err().unwrap_or_default();
            refused.problems.extend(same);
            result = Err(refused);
        }
        checked.push(CheckedRow { number, full_name, result });
    }
    Ok(checked)
}

/// By the number of a row which other row has the same where each person has a value of their own. Both rows are told:
/// nobody knows which of them is meant.
fn same_as(rows: &[FileRow]) -> HashMap<u32, Vec<RowProblem>> {
    let mut same = HashMap::<u32, Vec<RowProblem>>::new();
    for column in UNIQUE {
        let mut firsts = HashMap::new();
        for row in rows {
            let cell = row.cells.as_ref().map_or("", |cells| cells.get(column));
            if cell.is_empty() {
                continue;
            }
            let (first, count) = firsts.entry(identity_key(cell)).or_insert((row.number, 0));
            *count += 1;
            if *count > 1 {
                let mut tell = |row: u32, other| {
                    let problem = RowProblem::SameAs { column: column.name().to_owned(), row: other };
                    same.entry(row).or_default().push(problem);
                };
                tell(row.number, *first);
                if *count == 2 {
                    tell(*first, row.number);
                }
            }
        }
    }
    same
}

/// First and last name, as far as they are there.
fn full_name(cells: &Cells) -> Option<String> {
    let names = [StaffColumn::FirstName, StaffColumn::LastName].map(|column| cells.get(column));
    let full_name: String = names.join(" ").trim().chars().take(2 * NAME_MAX as usize + 1).collect();
    Some(full_name).filter(|full_name| !full_name.is_empty())
}
