//! Judges what is typed of a person in the light of everybody else.
//!
//! Asked within the transaction that writes: nobody else writes meanwhile, so that the answers stay true until then.

use crate::care_team_roles;
use crate::http::refusal::Refusal;
use staffroom_contract::field::name;
use staffroom_contract::staff::full_name;
use staffroom_contract::{CodedValue, FieldProblem, FieldRule, StaffId, StaffStatus, SystemRole};
use staffroom_store::{StaffRecord, Transaction};

/// Refuses whoever is not an active provider.
pub(super) async fn provider(
    transaction: &mut dyn Transaction,
    id: &StaffId,
) -> Result<Option<FieldProblem>, Refusal> {
    let provider = transaction.staff().get(id).await?.map(|provider| provider.listed);
    let is_provider = provider.is_some_and(|provider| {
        provider.role == SystemRole::Provider && provider.status == StaffStatus::Active
    });
    Ok((!is_provider).then(|| FieldProblem::new(name::PRIMARY_PROVIDER_ID, FieldRule::NotAProvider)))
}

/// Refuses a username that somebody else than `whose` has, in whatever case.
pub(super) async fn username(
    transaction: &mut dyn Transaction,
    username: &str,
    whose: Option<&StaffId>,
) -> Result<Option<FieldProblem>, Refusal> {
    let owner = transaction.staff().find_by_username(username).await?;
    Ok(taken(name::USERNAME, owner, whose))
}

/// Refuses an email address that somebody has, in whatever case.
pub(super) async fn email(
    transaction: &mut dyn Transaction,
    email: &str,
) -> Result<Option<FieldProblem>, Refusal> {
    let owner = transaction.staff().find_by_email(email).await?;
    Ok(taken(name::EMAIL, owner, None))
}

/// Whoever may ask sees the staff table, so that the owner's name is no news to them.
fn taken(field: &str, owner: Option<StaffRecord>, whose: Option<&StaffId>) -> Option<FieldProblem> {
    let owner = owner.map(|owner| owner.listed).filter(|owner| Some(&owner.id) != whose)?;
    Some(FieldProblem::taken_by(field, full_name(&owner.first_name, &owner.last_name)))
}

/// The care team role with this code.
///
/// # Errors
/// If there is none to choose.
pub(super) fn care_team_role(code: &str) -> Result<CodedValue, FieldProblem> {
    care_team_roles::with_code(code)
        .ok_or_else(|| FieldProblem::new(name::CARE_TEAM_ROLE_CODE, FieldRule::NotAChoice))
}
