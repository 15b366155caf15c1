//! Where a bulk act moves people to.

use crate::http::refusal::Refusal;
use crate::http::staff::{check_provider, known};
use staffroom_contract::field::name;
use staffroom_contract::staff::full_name;
use staffroom_contract::{BulkAct, FieldProblem, FieldRule, OfficeId, ProblemCode};
use staffroom_store::{StaffRecord, Transaction};

/// Refuses offices and providers that there are not to choose, or that are not the asker's to give and take.
pub(super) async fn check(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    act: &BulkAct,
) -> Result<(), Refusal> {
    match act {
        BulkAct::MoveOffice { to, from } => {
            let office = transaction.offices().get(to).await?;
            if office.is_none_or(|office| office.closed_at.is_some()) {
                return Err(FieldProblem::new(name::TO, FieldRule::NotAChoice).into());
            }
            if let Some(from) = from
                && transaction.offices().get(from).await?.is_none()
            {
                return Err(FieldProblem::new(name::FROM, FieldRule::NotAChoice).into());
            }
            let is_own = |office: &OfficeId| asks.offices.iter().any(|own| own.id == *office);
            let reaches_beyond = ![Some(to), from.as_ref()].into_iter().flatten().all(is_own);
            if asks.restrict_offices && reaches_beyond {
                return Err(ProblemCode::BeyondYourOffices.into());
            }
            Ok(())
        }
        BulkAct::MoveProvider { primary_provider_id } => {
            check_provider(transaction, asks, primary_provider_id)
                .await?
                .map_or(Ok(()), |problem| Err(problem.into()))
        }
        BulkAct::ResetPassword | BulkAct::SendInvitation | BulkAct::Deactivate { .. } => Ok(()),
    }
}

/// The office's name, or the provider's if `asks` may know of them by now.
pub(super) async fn label(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    act: &BulkAct,
) -> Result<Option<String>, Refusal> {
    Ok(match act {
        BulkAct::MoveOffice { to, .. } => transaction.offices().get(to).await?.map(|office| office.name),
        BulkAct::MoveProvider { primary_provider_id } => {
            match known(transaction, asks, primary_provider_id).await {
                Ok(provider) => Some(full_name(&provider.listed.first_name, &provider.listed.last_name)),
                Err(refusal) if refusal.code == ProblemCode::NotFound => None,
                Err(refusal) => return Err(refusal),
            }
        }
        BulkAct::ResetPassword | BulkAct::SendInvitation | BulkAct::Deactivate { .. } => None,
    })
}
