//! Who asks, by what they may do, and upon whom.

use crate::practice::Practice;
use staffroom_contract::{Permission, SystemRole};
use staffroom_store::HeldRole;
use std::collections::BTreeSet;

/// What somebody may do, and by what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Power {
    held: Held,
    added: &'static [Permission],
    removed: &'static [Permission],
}

/// A role of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    System(SystemRole),
    /// A role of the practice's own that allows this.
    Own(&'static [Permission]),
}

impl Power {
    /// Everybody's: the system roles, roles of the practice's own, and people with permissions of their own.
    pub(super) fn all() -> Vec<Self> {
        let with = |held| Self { held, added: &[], removed: &[] };
        let mut all: Vec<_> = SystemRole::ALL.into_iter().map(|role| with(Held::System(role))).collect();
        all.extend([
            with(Held::Own(&[Permission::ManageAccounts])),
            with(Held::Own(&[Permission::ManageRoles])),
            with(Held::Own(&[Permission::ViewAuditLog, Permission::ManagePractice])),
            Self { added: &[Permission::ManageAccounts], ..with(Held::System(SystemRole::Nurse)) },
            Self { removed: &[Permission::ManageAccounts], ..with(Held::System(SystemRole::OfficeManager)) },
            Self { added: &[Permission::ManageRoles], ..with(Held::Own(&[Permission::ManageAccounts])) },
        ]);
        all
    }

    pub(super) fn permissions(self) -> BTreeSet<Permission> {
        let allowed = match self.held {
            Held::System(role) => role.permissions(),
            Held::Own(permissions) => permissions,
        };
        let allowed = allowed.iter().filter(|permission| !self.removed.contains(permission));
        allowed.chain(self.added).copied().collect()
    }

    fn covers(self, other: Self) -> bool {
        other.permissions().is_subset(&self.permissions())
    }

    /// Adds somebody who has it.
    pub(super) async fn hire(self, practice: &Practice, username: &str) {
        let role = match self.held {
            Held::System(role) => HeldRole::from(role),
            Held::Own(permissions) => practice.make_role(&format!("role-of-{username}"), permissions).await,
        };
        practice.hire(username, role).await;
        if !(self.added.is_empty() && self.removed.is_empty()) {
            practice.customize(username, self.added, self.removed).await;
        }
    }
}

/// Upon whom somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Oneself,
    /// Somebody else who may do the same, by the same.
    Peer,
    /// Somebody who may do something that the one who acts may not.
    Higher,
    /// Somebody who may do no more than the one who acts.
    Other,
}

impl Target {
    pub(super) const ALL: [Self; 4] = [Self::Oneself, Self::Peer, Self::Higher, Self::Other];

    /// What such a target has, if there is one.
    pub(super) fn power(self, actor: Power) -> Option<Power> {
        let mut others = Power::all().into_iter().filter(|power| *power != actor);
        match self {
            Self::Oneself | Self::Peer => Some(actor),
            Self::Higher => others.find(|power| !actor.covers(*power)),
            Self::Other => others.find(|power| actor.covers(*power)),
        }
    }
}
