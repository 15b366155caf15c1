//! Lists of people: what is looked for, in which order, and where a page ends.

use crate::ListedStaff;
use staffroom_contract::{
    OfficeId, RoleId, SortDirection, StaffCounts, StaffId, StaffSort, StaffStatus, UnixSeconds,
};

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct StaffQuery {
    /// Words that must all occur in name, username, email or phone, as typed. Empty finds everyone.
    pub search: String,
    /// Who is let through.
    pub filter: StaffFilter,
    /// In which order.
    pub order: StaffOrder,
    /// Where the page before ended, in the same order.
    pub after: Option<StaffPlace>,
    /// The most people to answer with, at least 1.
    pub limit: u32,
}

/// Who is let through: those of whom everything is true that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffFilter {
    /// Whether they may sign in.
    pub status: Option<StaffStatus>,
    /// The role that they hold.
    pub role: Option<RoleId>,
    /// Who they work with.
    pub primary_provider: Option<StaffId>,
    /// Where they work.
    pub office: Option<OfficeId>,
    /// Who reaches them: somebody who is restricted to their offices, and asks.
    pub within_reach_of: Option<StaffId>,
    /// Whether a second factor is asked for when they sign in.
    pub second_factor: Option<bool>,
    /// When they signed in last.
    pub sign_in: Option<SignInCondition>,
    /// The link that sets their password.
    pub link: Option<LinkCondition>,
    /// A mail to them was given up at this point or later, and none has left since.
    pub mail_failed_since: Option<UnixSeconds>,
}

/// When somebody signed in last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignInCondition {
    /// Never.
    Never,
    /// Before this point, or never.
    Before(UnixSeconds),
}

/// What is true of the link that sets somebody's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkCondition {
    /// It can still be used at this point.
    LiveAt(UnixSeconds),
    /// It runs out between these points.
    RunsOut {
        /// Later than this.
        after: UnixSeconds,
        /// At this point at the latest.
        until: UnixSeconds,
    },
    /// They are pending, and none can be used at this point.
    InvitationRanOutBy(UnixSeconds),
}

/// The order of a list. Those who are equal in it are ordered by name, and namesakes by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaffOrder {
    /// What people are ordered by.
    pub sort: StaffSort,
    /// Which way.
    pub direction: SortDirection,
}

impl Default for StaffOrder {
    /// By name, from the first on.
    fn default() -> Self {
        Self { sort: StaffSort::Name, direction: SortDirection::Ascending }
    }
}

/// A place in a list: right behind a person, by what was true of them when they were listed. It stays where it is,
/// whatever becomes of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffPlace {
    /// What they were ordered by.
    pub by: OrderedBy,
    /// Which way.
    pub direction: SortDirection,
    /// Their name; see [`crate::fold::sort_key`].
    pub sort_key: String,
    /// Who they are, which orders those of one name.
    pub id: StaffId,
}

impl StaffPlace {
    /// The order in which this is a place.
    pub const fn order(&self) -> StaffOrder {
        StaffOrder { sort: self.by.sort(), direction: self.direction }
    }
}

/// What a person is ordered by, before their name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderedBy {
    /// Nothing: by their name alone.
    Name,
    /// Their role's name, folded.
    Role(String),
    /// Their provider's name, as [`crate::fold::sort_key`] folds it; empty if they have none.
    PrimaryProvider(String),
    /// When they signed in last; 0 if never.
    LastSignIn(i64),
}

impl OrderedBy {
    /// The order that this is of.
    pub const fn sort(&self) -> StaffSort {
        match self {
            Self::Name => StaffSort::Name,
            Self::Role(_) => StaffSort::Role,
            Self::PrimaryProvider(_) => StaffSort::PrimaryProvider,
            Self::LastSignIn(_) => StaffSort::LastSignIn,
        }
    }
}

/// A page of people.
#[derive(Clone, Debug)]
pub struct StaffList {
    /// In the order that was asked for, regardless of case and accents.
    pub items: Vec<ListedStaff>,
    /// How many match in all.
    pub total: u64,
    /// How many match in each list, whichever of them was asked for.
    pub counts: StaffCounts,
    /// Where this page ends, if more follow.
    pub next: Option<StaffPlace>,
}
