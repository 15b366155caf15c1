//! One try to sign in to an account: after a failure not at once, and never two at a time.

use crate::context::Context;
use crate::http::refusal::Refusal;
use crate::limits::{ClientAddress, Turn, familiar, sign_in_delay};
use staffroom_contract::{StaffId, UnixSeconds};
use staffroom_store::fold::identity_key;
use staffroom_store::{ListedStaff, StoreError, Transaction};

/// A try to sign in. Whoever makes the next one for the same account waits until this one is dropped.
pub(in crate::http) struct Attempt<'a> {
    account: [u8; 32],
    _turn: Turn<'a>,
}

impl<'a> Attempt<'a> {
    /// Waits for the turn of whoever has this username, if anybody has. From where people of the practice sign in,
    /// an account is counted apart, so that nobody elsewhere can keep them from it.
    pub(in crate::http) async fn of(
        context: &'a Context,
        username: &str,
        address: ClientAddress,
    ) -> Result<Self, StoreError> {
        let since = familiar::since(context.clock.now());
        let mut transaction = context.store.read().await?;
        let is_familiar =
            transaction.familiar_addresses().is_familiar(&familiar_key(context, address), since).await?;
        drop(transaction);
        let account = if is_familiar { at_familiar } else { anywhere };
        Ok(Self::at(context, account(context, username)).await)
    }

    /// Waits for the turn of a person who is signed in already and enters their password once more. It is counted
    /// apart, so that nobody outside can keep them from it.
    pub(in crate::http) async fn of_signed_in(context: &'a Context, staff_id: &StaffId) -> Self {
        Self::at(context, signed_in(context, staff_id)).await
    }

    async fn at(context: &'a Context, account: [u8; 32]) -> Self {
        Self { account, _turn: context.limits.sign_in_turns.take(&account).await }
    }

    /// Refuses while the account waits, whether the password would be right or wrong: a right one that was let
    /// in would tell which of many guesses it was.
    pub(in crate::http) async fn may_be_made(
        &self,
        transaction: &mut dyn Transaction,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        let since = sign_in_delay::counted_since(now);
        let failures = transaction.failed_sign_ins().get(&self.account, now, since).await?;
        Ok(sign_in_delay::check(failures, now)?)
    }

    /// Notes that it failed.
    pub(in crate::http) async fn fail(
        &self,
        transaction: &mut dyn Transaction,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        let since = sign_in_delay::counted_since(now);
        let mut failures = transaction.failed_sign_ins();
        failures.count(&self.account, now, since, sign_in_delay::ACCOUNTS_AT_MOST).await
    }

    /// Notes that it succeeded.
    pub(in crate::http) async fn succeed(&self, transaction: &mut dyn Transaction) -> Result<(), StoreError> {
        transaction.failed_sign_ins().forget(&self.account).await
    }
}

/// Makes the address familiar that a person signed in from.
pub(super) async fn remember_address(
    transaction: &mut dyn Transaction,
    context: &Context,
    staff_id: &StaffId,
    address: ClientAddress,
    now: UnixSeconds,
) -> Result<(), StoreError> {
    let address = familiar_key(context, address);
    transaction.familiar_addresses().remember(staff_id, &address, now, familiar::AT_MOST).await
}

/// Lets a person sign in, and enter their password once more, without any delay.
pub(in crate::http) async fn forget_failures(
    transaction: &mut dyn Transaction,
    context: &Context,
    person: &ListedStaff,
) -> Result<(), StoreError> {
    let mut failures = transaction.failed_sign_ins();
    failures.forget(&anywhere(context, &person.username)).await?;
    failures.forget(&at_familiar(context, &person.username)).await?;
    failures.forget(&signed_in(context, &person.id)).await
}

fn signed_in(context: &Context, staff_id: &StaffId) -> [u8; 32] {
    // No username holds a space.
    context.link_key.account(&format!("signed in {staff_id}"))
}

fn anywhere(context: &Context, username: &str) -> [u8; 32] {
    context.link_key.account(&identity_key(username))
}

fn at_familiar(context: &Context, username: &str) -> [u8; 32] {
    context.link_key.account(&format!("at a familiar address {}", identity_key(username)))
}

fn familiar_key(context: &Context, address: ClientAddress) -> [u8; 32] {
    context.link_key.address(&address.to_string())
}
