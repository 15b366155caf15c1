//! The role that somebody is to have.

use crate::http::rank;
use crate::http::refusal::Refusal;
use staffroom_contract::field::name;
use staffroom_contract::{FieldProblem, FieldRule, RoleId, SystemRole};
use staffroom_store::{HeldRole, RoleRecord, StaffRecord, Transaction};

/// The role with this id, as far as `asks` may give it: nobody gives what they lack. The inner error is for an id that
/// no role has.
///
/// # Errors
/// [`BeyondYou`](staffroom_contract::ProblemCode::BeyondYou).
pub(super) async fn given_by(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &RoleId,
) -> Result<Result<HeldRole, FieldProblem>, Refusal> {
    let role = transaction.roles().get(id).await?;
    let held = role.and_then(|role| kind_of(&role).map(|kind| (role, kind)));
    let Some((role, kind)) = held else {
        return Ok(Err(FieldProblem::new(name::ROLE_ID, FieldRule::NotAChoice)));
    };
    rank::must_have_all(asks, &role.permissions)?;
    Ok(Ok(HeldRole { id: role.id, name: role.name, kind, is_customized: false }))
}

/// The system role that a role is, or was made from.
fn kind_of(role: &RoleRecord) -> Option<SystemRole> {
    role.based_on.or_else(|| SystemRole::ALL.into_iter().find(|kind| kind.id() == role.id))
}
