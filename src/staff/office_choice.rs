//! Where a person works, as the drawer holds it.

use staffroom_contract::{OfficeId, RestrictStaffOffices, Staff};
use std::collections::BTreeSet;

/// A person's offices, and whether they are restricted to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) is_restricted: bool,
    pub(super) offices: BTreeSet<OfficeId>,
}

impl Choice {
    /// What is kept of a person.
    pub(super) fn of(staff: &Staff) -> Self {
        Self {
            is_restricted: staff.settings.restrict_offices,
            offices: staff.offices.iter().map(|office| office.id.clone()).collect(),
        }
    }

    /// Puts an office among the others, or takes it off.
    pub(super) fn set(&mut self, office: &OfficeId, is_on: bool) {
        if is_on {
            self.offices.insert(office.clone());
        } else {
            self.offices.remove(office);
        }
    }

    /// What is sent to save it.
    pub(super) fn request(&self) -> RestrictStaffOffices {
        RestrictStaffOffices {
            restrict_offices: self.is_restricted,
            office_ids: self.offices.iter().cloned().collect(),
        }
    }

    /// Brings two edits together: `read` is what both began with. What was touched here stays, the rest is theirs.
    pub(super) fn merge(read: &Self, yours: &Self, theirs: &Self) -> Self {
        let pick = |read: bool, yours: bool, theirs: bool| if yours == read { theirs } else { yours };
        let all = yours.offices.union(&theirs.offices);
        let is_chosen = |office: &&OfficeId| {
            let has = |choice: &Self| choice.offices.contains(*office);
            pick(has(read), has(yours), has(theirs))
        };
        Self {
            is_restricted: pick(read.is_restricted, yours.is_restricted, theirs.is_restricted),
            offices: all.filter(is_chosen).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(is_restricted: bool, offices: &[&str]) -> Choice {
        Choice { is_restricted, offices: offices.iter().map(|&id| OfficeId::new(id)).collect() }
    }

    /// Of two who say at once where somebody works, each keeps what they touched and takes over the rest.
    #[test]
    fn a_merge_keeps_what_was_touched() {
        let read = choice(false, &["main", "river"]);
        let yours = choice(true, &["main", "river", "hill"]);
        let theirs = choice(false, &["main", "lake"]);
        assert_eq!(Choice::merge(&read, &yours, &theirs), choice(true, &["main", "hill", "lake"]));
        let removed = choice(false, &["river"]);
        assert_eq!(Choice::merge(&read, &removed, &theirs), choice(false, &["lake"]));
    }
}
