//! What a bulk act comes to for one person: the single act, by its own rules.

use crate::audit::Event;
use crate::context::Context;
use crate::http::actor::Actor;
use crate::http::refusal::Refusal;
use crate::http::staff::{
    changed_offices, check_deactivation, check_invitation, check_password_reset, check_update, deactivate,
    save_update, send_invitation, send_password_reset, target_of,
};
use staffroom_contract::{
    BulkAct, BulkReason, DeactivateStaff, OfficeId, ProblemCode, ResetStaffPassword, StaffId, StaffStatus,
    UnixSeconds,
};
use staffroom_store::{StaffChanges, StaffRecord, StoreError, Transaction};

/// A bulk act, in the hands of whoever began it.
pub(super) struct Hand<'a> {
    /// What is done to each.
    pub(super) act: &'a BulkAct,
    /// Whoever began it, as they are now.
    pub(super) asks: &'a StaffRecord,
    /// The same, as they are recorded.
    pub(super) actor: Actor<'a>,
    /// The present.
    pub(super) now: UnixSeconds,
}

/// Why it is not done to somebody.
pub(super) struct NotDone {
    /// The reason, as results show it.
    pub(super) reason: BulkReason,
    /// What the single act is refused with.
    pub(super) refusal: Option<Refusal>,
}

impl Hand<'_> {
    /// Whether it can be done to the person with this id by now. Nothing is changed.
    pub(super) async fn check(&self, transaction: &mut dyn Transaction, id: &StaffId) -> Result<(), NotDone> {
        let person = target_of(transaction, self.asks, id).await?;
        let (actor, now) = (&self.actor, self.now);
        match self.act {
            BulkAct::ResetPassword => drop(check_password_reset(transaction, actor, &person, now).await?),
            BulkAct::SendInvitation => drop(check_invitation(transaction, actor, &person, now).await?),
            BulkAct::Deactivate { .. } => {
                must_be_active(&person)?;
                check_deactivation(transaction, actor, &person).await?;
            }
            BulkAct::MoveOffice { .. } | BulkAct::MoveProvider { .. } => {
                check_update(transaction, self.asks, &person, &self.changes(&person)?).await?;
            }
        }
        Ok(())
    }

    /// Does it to the person with this id, and records it. Waking the mail worker is the caller's.
    pub(super) async fn carry_out(
        &self,
        context: &Context,
        transaction: &mut dyn Transaction,
        id: &StaffId,
    ) -> Result<(), NotDone> {
        let person = target_of(transaction, self.asks, id).await?;
        let (actor, now) = (&self.actor, self.now);
        match self.act {
            BulkAct::ResetPassword => {
                let request = ResetStaffPassword::default();
                send_password_reset(transaction, context, actor, &person, request, None, now).await?;
            }
            BulkAct::SendInvitation => {
                send_invitation(transaction, context, actor, &person, None, now).await?;
            }
            BulkAct::Deactivate { reason } => {
                must_be_active(&person)?;
                let request = DeactivateStaff { reason: reason.clone(), ..DeactivateStaff::default() };
                deactivate(transaction, context, actor, &person, request, now).await?;
            }
            BulkAct::MoveOffice { .. } | BulkAct::MoveProvider { .. } => {
                let changes = self.changes(&person)?;
                save_update(transaction, self.asks, actor, &person, &changes, now).await?;
            }
        }
        Ok(())
    }

    /// The event that it leaves in the record for each.
    pub(super) const fn event(&self) -> Event {
        match self.act {
            BulkAct::ResetPassword => Event::StaffPasswordResetRequested,
            BulkAct::SendInvitation => Event::StaffInvitationSent,
            BulkAct::Deactivate { .. } => Event::StaffDeactivated,
            BulkAct::MoveOffice { .. } | BulkAct::MoveProvider { .. } => Event::StaffUpdated,
        }
    }

    /// What moving changes of a person.
    fn changes(&self, person: &StaffRecord) -> Result<StaffChanges, NotDone> {
        let changes = match self.act {
            BulkAct::MoveOffice { to, from } => StaffChanges {
                office_ids: moved(person, to, from.as_ref())
                    .and_then(|wanted| changed_offices(person, wanted)),
                ..StaffChanges::default()
            },
            BulkAct::MoveProvider { primary_provider_id: new } => {
                let old = person.listed.primary_provider.as_ref().map(|provider| &provider.id);
                StaffChanges {
                    primary_provider_id: Some(new.clone()).filter(|new| Some(new) != old),
                    ..StaffChanges::default()
                }
            }
            _ => StaffChanges::default(),
        };
        if changes == StaffChanges::default() {
            return Err(BulkReason::NothingToChange.into());
        }
        Ok(changes)
    }
}

/// Where somebody works who is moved; `None` if they do not work where they are moved from.
fn moved(person: &StaffRecord, to: &OfficeId, from: Option<&OfficeId>) -> Option<Vec<OfficeId>> {
    let Some(from) = from else { return Some(vec![to.clone()]) };
    let mut offices: Vec<_> = person.offices.iter().map(|office| office.id.clone()).collect();
    let place = offices.iter().position(|office| office == from)?;
    offices[place] = to.clone();
    Some(offices)
}

fn must_be_active(person: &StaffRecord) -> Result<(), NotDone> {
    let is_inactive = person.listed.status == StaffStatus::Inactive;
    if is_inactive { Err(BulkReason::NotActive.into()) } else { Ok(()) }
}

impl From<BulkReason> for NotDone {
    fn from(reason: BulkReason) -> Self {
        Self { reason, refusal: None }
    }
}

impl From<StoreError> for NotDone {
    fn from(error: StoreError) -> Self {
        Refusal::from(error).into()
    }
}

impl From<Refusal> for NotDone {
    fn from(refusal: Refusal) -> Self {
        let reason = match refusal.code {
            ProblemCode::NotFound => BulkReason::NotFound,
            ProblemCode::Yourself => BulkReason::Yourself,
            ProblemCode::OutranksYou => BulkReason::OutranksYou,
            ProblemCode::BeyondYourOffices => BulkReason::BeyondYourOffices,
            ProblemCode::NotActive => BulkReason::NotActive,
            ProblemCode::InvitationPending => BulkReason::InvitationPending,
            ProblemCode::NotPending => BulkReason::NotPending,
            ProblemCode::NoEmail => BulkReason::NoEmail,
            ProblemCode::LastAdministrator => BulkReason::LastAdministrator,
            ProblemCode::InvalidFields => BulkReason::NoLongerAChoice,
            ProblemCode::TooManyRequests => BulkReason::TooSoon,
            ProblemCode::SignedOut | ProblemCode::Forbidden => BulkReason::NotAllowedAnyMore,
            _ => BulkReason::ServerFailed,
        };
        Self { reason, refusal: Some(refusal) }
    }
}
