//! The role that somebody is to have.

use crate::http::caller::Administrator;
use staffroom_contract::field::name;
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode, SystemRole};

/// The role with this id, as far as `administrator` may give it: nobody makes anybody mightier than they are
/// themselves. The inner error is for an id that no role has.
///
/// # Errors
/// [`ProblemCode::RoleOutranksYou`].
pub(super) fn given_by(
    administrator: &Administrator,
    role_id: &str,
) -> Result<Result<SystemRole, FieldProblem>, ProblemCode> {
    match SystemRole::with_id(role_id) {
        Some(role) if administrator.role().covers(role) => Ok(Ok(role)),
        Some(_) => Err(ProblemCode::RoleOutranksYou),
        None => Ok(Err(FieldProblem::new(name::ROLE_ID, FieldRule::NotAChoice))),
    }
}
