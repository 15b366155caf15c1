//! People, and what an administrator does with their accounts.

mod asked_before;
mod cancel_deactivation;
mod cancel_email_change;
mod change_email;
mod change_permissions;
mod change_role;
mod change_settings;
mod create;
mod deactivate;
mod deactivation;
mod end_sessions;
mod export;
mod filter;
mod get;
mod get_deactivation;
pub(super) mod invitation;
mod judge;
mod list;
pub(super) mod new_person;
mod offices;
mod overview;
mod place;
mod power;
mod reactivate;
mod reset_password;
mod restrict_offices;
mod reveal_pin;
mod revoke_invitation;
mod revoke_password_reset;
mod revoked_link;
mod role;
mod send_email_change_again;
mod send_invitation;
mod set_pin;
mod shown;
mod undo_deactivation;
mod update;

pub use deactivation::carry_out_due;

pub(super) use deactivate::{check as check_deactivation, deactivate};
pub(super) use invitation::check as check_invitation;
pub(super) use judge::provider as check_provider;
pub(super) use list::query as list_query;
pub(super) use offices::{changed_offices, is_within_reach};
pub(super) use reset_password::{check as check_password_reset, send as send_password_reset};
pub(super) use send_invitation::send as send_invitation;
pub(super) use update::{check as check_update, save as save_update};

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
        .routes(routes!(list::list_staff, create::create_staff))
        .routes(routes!(overview::get_staff_overview))
        .routes(routes!(export::export_staff))
        .routes(routes!(get::get_staff, update::update_staff))
        .routes(routes!(change_role::change_staff_role))
        .routes(routes!(change_permissions::change_staff_permissions))
        .routes(routes!(end_sessions::end_staff_sessions))
        .routes(routes!(restrict_offices::restrict_staff_offices))
        .routes(routes!(change_email::change_staff_email, cancel_email_change::cancel_email_change))
        .routes(routes!(send_email_change_again::send_email_change_again))
        .routes(routes!(change_settings::change_staff_settings))
        .routes(routes!(set_pin::set_staff_pin))
        .routes(routes!(reveal_pin::reveal_staff_pin))
        .routes(routes!(deactivate::deactivate_staff))
        .routes(routes!(
            get_deactivation::get_staff_deactivation,
            cancel_deactivation::cancel_staff_deactivation
        ))
        .routes(routes!(undo_deactivation::undo_staff_deactivation))
        .routes(routes!(reactivate::reactivate_staff))
        .routes(routes!(send_invitation::send_staff_invitation, revoke_invitation::revoke_staff_invitation))
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

/// The person with this id, of whom `administrator` may know: whoever is restricted to their offices knows of nobody
/// beyond them.
async fn person(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    id: &StaffId,
) -> Result<StaffRecord, Refusal> {
    known(transaction, &administrator.person, id).await
}

/// The person with this id after an act upon them, wherever they work since.
pub(super) async fn kept(transaction: &mut dyn Transaction, id: &StaffId) -> Result<StaffRecord, Refusal> {
    transaction.staff().get(id).await?.ok_or_else(|| ProblemCode::NotFound.into())
}

/// The person with this id, whom `administrator` may act upon: one of whom they may know, and who may do nothing that
/// they may not themselves.
async fn target(
    transaction: &mut dyn Transaction,
    administrator: &Administrator,
    id: &StaffId,
) -> Result<StaffRecord, Refusal> {
    let asks = administrator.by_now(transaction).await?;
    target_of(transaction, &asks, id).await
}

/// The same for whoever asks, as they are now.
pub(super) async fn target_of(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &StaffId,
) -> Result<StaffRecord, Refusal> {
    let person = known(transaction, asks, id).await?;
    if rank::outranks(&person, asks) { Err(ProblemCode::OutranksYou.into()) } else { Ok(person) }
}

/// The person with this id, of whom `asks` may know.
pub(super) async fn known(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &StaffId,
) -> Result<StaffRecord, Refusal> {
    let person = transaction.staff().get(id).await?.ok_or(ProblemCode::NotFound)?;
    let is_known = offices::is_within_reach(transaction, asks, id).await?;
    if is_known { Ok(person) } else { Err(ProblemCode::NotFound.into()) }
}
