//! Who may read and change the roles.

use crate::audit::Act;
use crate::context::Context;
use crate::http::caller::{Anyone, Asking, SignedIn};
use crate::http::refusal::Refusal;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use staffroom_contract::{Permission, StaffId, UnixSeconds};
use staffroom_store::{StaffRecord, Transaction};

/// A person with an open session who has [`Permission::ManageRoles`], or [`Permission::ManageAccounts`]: they choose
/// among the roles.
#[derive(Debug)]
pub(super) struct RoleReader;

/// A person who has [`Permission::ManageRoles`] and entered their password a moment ago: one change of a role changes
/// the power of many.
#[derive(Debug)]
pub(super) struct FreshRoleManager {
    id: StaffId,
    asking: Asking,
    anyone: Anyone,
}

impl FreshRoleManager {
    /// They as they are in the act's own transaction.
    pub(super) async fn by_now(&self, transaction: &mut dyn Transaction) -> Result<StaffRecord, Refusal> {
        self.asking.by_now(transaction, &self.id, Permission::ManageRoles).await
    }

    /// Records an act of theirs in this request.
    pub(super) async fn record(
        &self,
        transaction: &mut dyn Transaction,
        act: Act<'_>,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        self.anyone.record(transaction, act.by(&self.id), now).await
    }
}

impl FromRequestParts<Context> for RoleReader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        if !signed_in.may(Permission::ManageAccounts) {
            signed_in.must_have(Permission::ManageRoles)?;
        }
        Ok(Self)
    }
}

impl FromRequestParts<Context> for FreshRoleManager {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, context: &Context) -> Result<Self, Refusal> {
        let signed_in = SignedIn::from_request_parts(parts, context).await?;
        signed_in.must_have(Permission::ManageRoles)?;
        signed_in.must_be_fresh(context.clock.now())?;
        let SignedIn { person, asking, anyone, .. } = signed_in;
        Ok(Self { id: person.listed.id, asking, anyone })
    }
}
