//! The same act upon many people. Each of them has a turn of their own, in which the single act's own rules are asked
//! again, and a transaction of its own: what was done stands, whatever becomes of the server.

mod act;
mod destination;
mod export;
mod get;
mod list;
mod list_results;
mod preview;
mod retry;
mod selection;
mod shown;
mod start;
mod stop;
mod turn;

pub use turn::carry_out_next;

use super::caller::AdministratorOrAuditor;
use super::refusal::Refusal;
use crate::context::Context;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use staffroom_contract::{BulkId, Permission, ProblemCode, StaffId};
use staffroom_store::{BulkRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_bulk, start::start_bulk))
        .routes(routes!(preview::preview_bulk))
        .routes(routes!(get::get_bulk))
        .routes(routes!(list_results::list_bulk_results))
        .routes(routes!(export::export_bulk_results))
        .routes(routes!(retry::retry_bulk))
        .routes(routes!(stop::stop_bulk))
}

/// The id in a path. What cannot be one names nothing.
struct PathId(BulkId);

impl FromRequestParts<Context> for PathId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let id = Path::<BulkId>::from_request_parts(parts, context).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ProblemCode::NotFound.into())
    }
}

/// The bulk act with this id, of which `caller` may know: one that they began and still could begin, or any if they may
/// read the audit log of the whole practice.
async fn seen(
    transaction: &mut dyn Transaction,
    caller: &AdministratorOrAuditor,
    id: &BulkId,
) -> Result<BulkRecord, Refusal> {
    let bulk = transaction.bulk().get(id).await?.ok_or(ProblemCode::NotFound)?;
    let is_own = &bulk.begun_by == caller.id() && caller.may(Permission::ManageAccounts);
    if is_own || caller.sees_every_act() { Ok(bulk) } else { Err(ProblemCode::NotFound.into()) }
}

/// The bulk act with this id, which this administrator began: nobody else has it go on or end.
async fn own(
    transaction: &mut dyn Transaction,
    begun_by: &StaffId,
    id: &BulkId,
) -> Result<BulkRecord, Refusal> {
    let bulk = transaction.bulk().get(id).await?;
    bulk.filter(|bulk| &bulk.begun_by == begun_by).ok_or_else(|| ProblemCode::NotFound.into())
}

/// Refuses whoever has begun a bulk act that still runs.
async fn none_may_run(transaction: &mut dyn Transaction, begun_by: &StaffId) -> Result<(), Refusal> {
    let running = transaction.bulk().running_of(begun_by).await?;
    if running.is_some() { Err(ProblemCode::BulkRunning.into()) } else { Ok(()) }
}
