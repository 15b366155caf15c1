//! People, and what an administrator does with their accounts.

mod cancel_deactivation;
mod change_permissions;
mod change_role;
mod deactivate;
mod deactivation;
mod end_sessions;
mod filter;
mod get;
mod get_deactivation;
mod list;
mod overview;
mod place;
mod power;
mod reactivate;
mod reset_password;
mod revoke_password_reset;
mod shown;
mod undo_deactivation;
mod update;

pub use deactivation::carry_out_due;

use super::caller::Administrator;
use super::rank;
use super::refusal::Refusal;
use crate::context::Context;
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use staffroom_contract::{ProblemCode, StaffId};
use staffroom_store::{StaffRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(list::list_staff))
        .routes(routes!(overview::get_staff_overview))
        .routes(routes!(get::get_staff, update::update_staff))
        .routes(routes!(change_role::change_staff_role))
        .routes(routes!(change_permissions::change_staff_permissions))
        .routes(routes!(end_sessions::end_staff_sessions))
        .routes(routes!(deactivate::deactivate_staff))
        .routes(routes!(
            get_deactivation::get_staff_deactivation,
            cancel_deactivation::cancel_staff_deactivation
        ))
        .routes(routes!(undo_deactivation::undo_staff_deactivation))
        .routes(routes!(reactivate::reactivate_staff))
        .routes(routes!(
            reset_password::reset_staff_password,
            revoke_password_reset::revoke_staff_password_reset
        ))
}

/// The id in a path. What cannot be one is nobody's.
struct PathId(StaffId);

impl FromRequestParts<Context> for PathId {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let id = Path::<StaffId>::from_request_parts(parts, context).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ProblemCode::NotFound.into())
    }
}

/// The person with this id.
async fn person(transaction: &mut dyn Transaction, id: &StaffId) -> Result<StaffRecord, Refusal> {
    transaction.staff().get(id).await?.ok_or_else(|| ProblemCode::NotFound.into())
}

/// The person with this id, whom `administrator` may act upon: nobody acts upon people who may do something
/// that they may not themselves.
async fn target(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    id: &StaffId,
) -> Result<StaffRecord, Refusal> {
    let asker = administrator.by_now(transaction).await?;
    let person = person(transaction, id).await?;
    if rank::outranks(&person, &asker) { Err(ProblemCode::OutranksYou.into()) } else { Ok(person) }
}
