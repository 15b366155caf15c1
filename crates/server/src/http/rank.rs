//! Who may act upon whom: nobody upon somebody who may do more than they, nobody gives what they lack, and somebody
//! stays who manages accounts.
//!
//! Each question is asked in the transaction of the act: nobody else writes meanwhile, so what holds there still holds
//! when the act stands.

use super::refusal::Refusal;
use staffroom_contract::{Permission, ProblemCode, StaffId, StaffStatus};
use staffroom_store::{StaffRecord, Transaction};
use std::collections::BTreeSet;

/// Whoever asks, as they are now: their access or their permissions may have been taken away since the request came
/// in.
pub(super) async fn asker(
    transaction: &mut dyn Transaction,
    id: &StaffId,
    permission: Permission,
) -> Result<StaffRecord, Refusal> {
    let asker = transaction.staff().get(id).await?;
    let asker = asker.filter(|asker| asker.listed.status == StaffStatus::Active);
    let asker = asker.ok_or(ProblemCode::SignedOut)?;
    if asker.permissions.contains(&permission) { Ok(asker) } else { Err(ProblemCode::Forbidden.into()) }
}

/// The same for whoever began something that goes on without them: another password than they had then ends it too.
pub(super) async fn asker_with(
    transaction: &mut dyn Transaction,
    id: &StaffId,
    credential_version: u64,
    permission: Permission,
) -> Result<StaffRecord, Refusal> {
    let asks = asker(transaction, id, permission).await?;
    let credential = transaction.staff().credential(id).await?;
    let is_same = credential.is_some_and(|now| now.credential_version == credential_version);
    if is_same { Ok(asks) } else { Err(ProblemCode::SignedOut.into()) }
}

/// Whether `person` may do something that `other` may not.
pub(super) fn outranks(person: &StaffRecord, other: &StaffRecord) -> bool {
    !person.permissions.is_subset(&other.permissions)
}

/// Refuses to have somebody else get `permissions`, if one of them is not the asker's own.
pub(super) fn must_have_all<'a>(
    asker: &StaffRecord,
    permissions: impl IntoIterator<Item = &'a Permission>,
) -> Result<(), Refusal> {
    let has_all = permissions.into_iter().all(|permission| asker.permissions.contains(permission));
    if has_all { Ok(()) } else { Err(ProblemCode::BeyondYou.into()) }
}

/// Whether nobody could manage accounts any more without this person. Two administrators who take each other's power
/// away at once come here one after the other, and the second one stays.
pub(super) async fn is_last_administrator(
    transaction: &mut dyn Transaction,
    person: &StaffRecord,
) -> Result<bool, Refusal> {
    let is_administrator =
        person.listed.status == StaffStatus::Active && manages_accounts(&person.permissions);
    Ok(is_administrator && transaction.staff().count_active_with(Permission::ManageAccounts).await? <= 1)
}

/// Refuses what has just been written if nobody can manage accounts any more. Whatever was written goes with the
/// transaction.
pub(super) async fn somebody_must_manage_accounts(transaction: &mut dyn Transaction) -> Result<(), Refusal> {
    match transaction.staff().count_active_with(Permission::ManageAccounts).await? {
        0 => Err(ProblemCode::LastAdministrator.into()),
        _ => Ok(()),
    }
}

/// Whether [`Permission::ManageAccounts`] is among them.
pub(super) fn manages_accounts(permissions: &BTreeSet<Permission>) -> bool {
    permissions.contains(&Permission::ManageAccounts)
}
