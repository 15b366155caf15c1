//! Judges what is typed of a person in the light of everybody else.
//!
//! Asked within the transaction that writes: nobody else writes meanwhile, so that the answers stay true until then.

use super::offices::is_within_reach;
use crate::care_team_roles;
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use staffroom_contract::field::name;
use staffroom_contract::practice::email_domain_is_allowed;
use staffroom_contract::staff::full_name;
use staffroom_contract::{CodedValue, FieldProblem, FieldRule, StaffId, StaffStatus, SystemRole};
use staffroom_store::{StaffRecord, Transaction};

/// Whether there is anybody whom `asks` could choose as a primary provider.
pub(super) async fn has_providers(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
) -> Result<bool, Refusal> {
    let providers = transaction.staff().providers().await?;
    for provider in providers {
        if is_within_reach(transaction, asks, &provider.id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses whoever is not an active provider of whom `asks` may know.
pub(in crate::http) async fn provider(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &StaffId,
) -> Result<Option<FieldProblem>, Refusal> {
    let provider = transaction.staff().get(id).await?.map(|provider| provider.listed);
    let is_provider = provider.is_some_and(|provider| {
        provider.role.kind == SystemRole::Provider && provider.status == StaffStatus::Active
    });
    let is_choice = is_provider && is_within_reach(transaction, asks, id).await?;
    Ok((!is_choice).then(|| FieldProblem::new(name::PRIMARY_PROVIDER_ID, FieldRule::NotAProvider)))
}

/// Refuses a username that somebody else than `whose` has, in whatever case.
pub(super) async fn username(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    username: &str,
    whose: Option<&StaffId>,
) -> Result<Option<FieldProblem>, Refusal> {
    let owner = transaction.staff().find_by_username(username).await?;
    taken(transaction, asks, name::USERNAME, owner.filter(|owner| Some(&owner.listed.id) != whose)).await
}

/// Refuses an email address whose domain the practice does not allow, or that somebody has, in whatever case.
pub(super) async fn email(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    email: &str,
) -> Result<Option<FieldProblem>, Refusal> {
    let domains = practice_of(transaction).await?.allowed_email_domains;
    if !email_domain_is_allowed(email, &domains) {
        return Ok(Some(FieldProblem::new(name::EMAIL, FieldRule::DomainNotAllowed)));
    }
    let owner = transaction.staff().find_by_email(email).await?;
    taken(transaction, asks, name::EMAIL, owner).await
}

/// Names the owner, if `asks` sees them in the staff table, so that the name is no news.
async fn taken(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    field: &str,
    owner: Option<StaffRecord>,
) -> Result<Option<FieldProblem>, Refusal> {
    let Some(owner) = owner.map(|owner| owner.listed) else { return Ok(None) };
    Ok(Some(if is_within_reach(transaction, asks, &owner.id).await? {
        FieldProblem::taken_by(field, full_name(&owner.first_name, &owner.last_name))
    } else {
        FieldProblem::new(field, FieldRule::Taken)
    }))
}

/// The care team role with this code.
///
/// # Errors
/// If there is none to choose.
pub(super) fn care_team_role(code: &str) -> Result<CodedValue, FieldProblem> {
    care_team_roles::with_code(code)
        .ok_or_else(|| FieldProblem::new(name::CARE_TEAM_ROLE_CODE, FieldRule::NotAChoice))
}
