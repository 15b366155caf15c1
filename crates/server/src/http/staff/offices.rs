//! Where a person works, and how far somebody reaches who is restricted to where they work.
//!
//! Whoever is restricted sees and acts upon themselves and those who share an office with them; everybody else is not
//! there for them. They give nobody what lies beyond their own offices, and set nobody free of theirs.

use crate::http::refusal::Refusal;
use staffroom_contract::field::name;
use staffroom_contract::office::check_offices;
use staffroom_contract::{FieldProblem, FieldRule, OfficeId, ProblemCode, StaffId};
use staffroom_store::{StaffRecord, StoreError, Transaction};
use std::collections::BTreeSet;

/// Whether `asks` may know of this person.
pub(in crate::http) async fn is_within_reach(
    transaction: &mut dyn Transaction,
    asks: &StaffRecord,
    id: &StaffId,
) -> Result<bool, StoreError> {
    Ok(!asks.restrict_offices || transaction.staff().is_within_reach(&asks.listed.id, id).await?)
}

/// Where a person is to work, as a change names it.
pub(super) struct OfficeChange<'a> {
    /// The person as they are.
    pub(super) old: &'a StaffRecord,
    /// Where they are to work.
    pub(super) office_ids: &'a [OfficeId],
    /// Whether they are to be restricted to that.
    pub(super) restrict_offices: bool,
}

impl OfficeChange<'_> {
    /// Refuses what `asks` may not give or take, and offices that there are not to choose.
    pub(super) async fn check(
        &self,
        transaction: &mut dyn Transaction,
        asks: &StaffRecord,
    ) -> Result<(), Refusal> {
        self.check_for(asks, &transaction.offices().open().await?)
    }

    /// The same for `asks`, where these offices are open.
    pub(super) fn check_for(
        &self,
        asks: &StaffRecord,
        open_offices: &BTreeSet<OfficeId>,
    ) -> Result<(), Refusal> {
        if let Some(problem) = check_offices(self.restrict_offices, self.office_ids) {
            return Err(problem.into());
        }
        let had: BTreeSet<_> = self.old.offices.iter().map(|office| &office.id).collect();
        let wanted: BTreeSet<_> = self.office_ids.iter().collect();
        if asks.restrict_offices {
            let own: BTreeSet<_> = asks.offices.iter().map(|office| &office.id).collect();
            let is_set_free = self.old.restrict_offices && !self.restrict_offices;
            if is_set_free || had.symmetric_difference(&wanted).any(|office| !own.contains(*office)) {
                return Err(ProblemCode::BeyondYourOffices.into());
            }
        }
        if wanted.difference(&had).all(|added| open_offices.contains(*added)) {
            Ok(())
        } else {
            Err(FieldProblem::new(name::OFFICE_IDS, FieldRule::NotAChoice).into())
        }
    }
}

/// The new offices of a person, if they are others than before.
pub(in crate::http) fn changed_offices(
    old: &StaffRecord,
    mut wanted: Vec<OfficeId>,
) -> Option<Vec<OfficeId>> {
    wanted.sort();
    wanted.dedup();
    let mut had: Vec<_> = old.offices.iter().map(|office| office.id.clone()).collect();
    had.sort();
    (had != wanted).then_some(wanted)
}

/// Where a person works, as the audit log says it.
pub(super) fn names(person: &StaffRecord) -> String {
    let names: Vec<_> = person.offices.iter().map(|office| office.name.as_str()).collect();
    names.join(", ")
}
