//! Adding many people from a file, in two steps: a check that changes nothing, and, once it is confirmed, a job that
//! adds them batch by batch. Both judge a row as `create_staff` judges its request.
//!
//! An import is for whoever had it checked, and for nobody else.

mod check;
mod confirm;
mod discard;
mod export_results;
mod file;
mod get;
mod judge;
mod list;
mod list_rows;
mod shown;
mod work;

pub use work::add_next;

use super::caller::Administrator;
use super::refusal::Refusal;
use crate::context::Context;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Path};
use axum::http::request::Parts;
use staffroom_contract::import::IMPORT_BYTES_MAX;
use staffroom_contract::{ImportId, ImportRowState, ProblemCode, StaffId};
use staffroom_store::{ImportRecord, ImportRowQuery, StaffRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    let check = OpenApiRouter::new()
        .routes(routes!(check::check_import))
        .layer(DefaultBodyLimit::max(IMPORT_BYTES_MAX));
    OpenApiRouter::new()
        .merge(check)
        .routes(routes!(list::list_imports))
        .routes(routes!(get::get_import, discard::discard_import))
        .routes(routes!(confirm::confirm_import))
        .routes(routes!(list_rows::list_import_rows))
        .routes(routes!(export_results::export_import_results))
}

/// The id in a path. What cannot be one is no import's.
struct PathId(ImportId);

impl FromRequestParts<Context> for PathId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let id = Path::<ImportId>::from_request_parts(parts, context).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ProblemCode::NotFound.into())
    }
}

/// The administrator's own import with this id.
async fn own(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    id: &ImportId,
) -> Result<ImportRecord, Refusal> {
    let import = transaction.imports().get(id).await?;
    let own = import.filter(|import| import.requested_by == *administrator.id());
    own.ok_or_else(|| ProblemCode::NotFound.into())
}

/// Refuses whoever has confirmed an import that still runs.
async fn none_may_run(transaction: &mut dyn Transaction, requested_by: &StaffId) -> Result<(), Refusal> {
    let running = transaction.imports().running_of(requested_by).await?;
    if running.is_some() { Err(ProblemCode::ImportRunning.into()) } else { Ok(()) }
}

/// Which rows are asked for by `asks`: those of an import of their own, as far as they may know of people by now.
fn rows_for(
    asks: &StaffRecord,
    import: ImportId,
    state: Option<ImportRowState>,
    after: Option<u32>,
    limit: u32,
) -> ImportRowQuery {
    let within_reach_of = asks.restrict_offices.then(|| asks.listed.id.clone());
    ImportRowQuery { import, state, after, within_reach_of, limit }
}
