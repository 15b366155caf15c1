//! What a person may do is changed: by another role, or by what differs from it for them alone.

use super::{PathId, kept, shown, target};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::precondition::{Versioned, Versions};
use crate::http::rank;
use crate::http::refusal::Refusal;
use crate::http::roles::permission_names;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::{FieldProblem, FieldRule, Permission, ProblemCode, RoleId, Staff};
use staffroom_store::{OwnPermissions, RoleRecord, StaffRecord, Transaction, UpdateOutcome};

/// What a person is to have from now on.
pub(super) struct NewPower {
    /// Another role than theirs.
    pub(super) role_id: Option<RoleId>,
    /// What they may do although the role does not allow it.
    pub(super) added: Vec<Permission>,
    /// What they may not do although the role allows it.
    pub(super) removed: Vec<Permission>,
}

impl NewPower {
    /// What of it differs from the role.
    fn own(self, role: &RoleRecord) -> OwnPermissions {
        let is_allowed = |permission: &Permission| role.permissions.contains(permission);
        OwnPermissions {
            added: self.added.into_iter().filter(|permission| !is_allowed(permission)).collect(),
            removed: self.removed.into_iter().filter(is_allowed).collect(),
        }
    }
}

/// Gives a person what they are to have, and records it as `event`. Nobody does so to themselves, and nobody gives
/// what they lack.
pub(super) async fn change(
    context: &Context,
    administrator: &Administrator,
    PathId(id): PathId,
    versions: &Versions,
    power: NewPower,
    event: Event,
) -> Result<Versioned<Staff>, Refusal> {
    let mut transaction = context.store.write().await?;
    let old = target(&mut *transaction, administrator, &id).await?;
    if &id == administrator.id() {
        return Err(ProblemCode::Yourself.into());
    }
    versions.check(old.version)?;
    let role = role(&mut *transaction, power.role_id.as_ref().unwrap_or(&old.listed.role.id)).await?;
    let own = power.own(&role);
    if role.id == old.listed.role.id && own == old.own_permissions {
        return Ok(shown::versioned(old));
    }
    let permissions = own.applied_to(&role.permissions);
    let asker = rank::asker(&mut *transaction, administrator.id(), Permission::ManageAccounts).await?;
    rank::must_have_all(&asker, &permissions)?;
    if !rank::manages_accounts(&permissions) && rank::is_last_administrator(&mut *transaction, &old).await? {
        return Err(ProblemCode::LastAdministrator.into());
    }
    let now = context.clock.now();
    match transaction.staff().change_power(&id, old.version, &role.id, &own, now).await? {
        UpdateOutcome::Updated => {}
        UpdateOutcome::StaleVersion => return Err(ProblemCode::StaleVersion.into()),
        UpdateOutcome::NotFound => return Err(ProblemCode::NotFound.into()),
    }
    let new = kept(&mut *transaction, &id).await?;
    let act = Act::of(event).upon(&id).with(details(&old, &new));
    administrator.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    Ok(shown::versioned(new))
}

async fn role(transaction: &mut dyn Transaction, id: &RoleId) -> Result<RoleRecord, Refusal> {
    let role = transaction.roles().get(id).await?;
    role.ok_or_else(|| Refusal::fields(vec![FieldProblem::new(name::ROLE_ID, FieldRule::NotAChoice)]))
}

/// The role and the permissions, as far as they are others than before.
fn details(old: &StaffRecord, new: &StaffRecord) -> Value {
    let label = |person: &StaffRecord| shown::role(person.listed.role.clone()).label();
    let names = |person: &StaffRecord| permission_names(&person.permissions);
    [("role", label(old), label(new)), (name::PERMISSIONS, names(old), names(new))]
        .into_iter()
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| (field.to_owned(), json!({ "old": old, "new": new })))
        .collect::<Map<_, _>>()
        .into()
}
