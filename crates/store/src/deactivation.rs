//! Deactivations: those to come, and what each one did, so that it can be undone.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{StaffId, StaffStatus, UnixSeconds};

/// A deactivation that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deactivation {
    /// Names it.
    pub id: String,
    /// Whose access is taken away.
    pub staff_id: StaffId,
    /// Why, in the words of whoever asked.
    pub reason: Option<String>,
    /// Who becomes the primary provider of those whose primary provider the person is; `None` leaves them be.
    pub hand_over_to: Option<StaffId>,
    /// Who asked.
    pub requested_by: StaffId,
    /// When they asked.
    pub requested_at: UnixSeconds,
    /// When it is to happen.
    pub due_at: UnixSeconds,
}

/// What became of a deactivation that did not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeactivationEnd {
    /// Somebody took it back before its time.
    Cancelled,
    /// It could not be done when its time came, or the person was deactivated otherwise before.
    Refused,
}

/// A deactivation that happened a moment ago.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoableDeactivation {
    /// Names it.
    pub id: String,
    /// What the person was before.
    pub status_before: StaffStatus,
    /// When it happened.
    pub happened_at: UnixSeconds,
}

/// Deactivations. A person has at most one to come.
#[async_trait]
pub trait DeactivationRepository: Send {
    /// Keeps a deactivation to come, in place of an older one of the same person.
    ///
    /// # Errors
    /// If one of the people does not exist, or the database fails.
    async fn schedule(&mut self, deactivation: &Deactivation) -> Result<()>;

    /// The person's deactivation to come.
    ///
    /// # Errors
    /// If the database fails.
    async fn scheduled_of(&mut self, staff_id: &StaffId) -> Result<Option<Deactivation>>;

    /// The deactivation that has been due for longest by `now`.
    ///
    /// # Errors
    /// If the database fails.
    async fn next_due(&mut self, now: UnixSeconds) -> Result<Option<Deactivation>>;

    /// Ends a deactivation to come; `false` if it has ended already.
    ///
    /// # Errors
    /// If the database fails.
    async fn end(&mut self, id: &str, end: DeactivationEnd, now: UnixSeconds) -> Result<bool>;

    /// Notes that a deactivation to come happened to a person who was `status_before`.
    ///
    /// # Errors
    /// If the database fails.
    async fn note_carried_out(
        &mut self,
        id: &str,
        status_before: StaffStatus,
        now: UnixSeconds,
    ) -> Result<()>;

    /// The newest deactivation of the person, if it happened at `since` or later and `by` had asked for it.
    ///
    /// # Errors
    /// If the database fails.
    async fn undoable_of(
        &mut self,
        staff_id: &StaffId,
        by: &StaffId,
        since: UnixSeconds,
    ) -> Result<Option<UndoableDeactivation>>;

    /// Notes that a deactivation was undone.
    ///
    /// # Errors
    /// If the database fails.
    async fn note_undone(&mut self, id: &str, now: UnixSeconds) -> Result<()>;

    /// How many people who are not inactive have the person as their primary provider.
    ///
    /// # Errors
    /// If the database fails.
    async fn count_cared_for_by(&mut self, provider: &StaffId) -> Result<u64>;

    /// Gives those people another primary provider, and remembers for the deactivation whom; how many they are.
    ///
    /// # Errors
    /// If there is no such deactivation or provider, or the database fails.
    async fn hand_over(&mut self, deactivation: &Deactivation, to: &StaffId, now: UnixSeconds)
    -> Result<u64>;

    /// Gives those who were handed over their old primary provider back, unless they were given yet another since.
    ///
    /// # Errors
    /// If the database fails.
    async fn take_back(&mut self, id: &str, now: UnixSeconds) -> Result<u64>;
}
