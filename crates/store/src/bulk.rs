//! Bulk acts: the same act upon many people, and what became of each.

use crate::{KeptSource, Result};
use async_trait::async_trait;
use staffroom_contract::{BulkAct, BulkId, BulkReason, BulkState, StaffId, UnixSeconds};

/// A bulk act to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBulk {
    /// Names it.
    pub id: BulkId,
    /// What is done to each.
    pub act: BulkAct,
    /// Who begins it.
    pub begun_by: StaffId,
    /// Which of their passwords counts.
    pub credential_version: u64,
    /// Where they ask from.
    pub source: KeptSource,
    /// The Idempotency-Key that it is asked for with.
    pub idempotency_key: Option<String>,
    /// SHA-256 of what is asked for.
    pub request_hash: [u8; 32],
    /// When.
    pub begun_at: UnixSeconds,
}

/// Somebody whom a bulk act is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkPerson {
    /// Who, as it was asked for.
    pub staff_id: StaffId,
    /// Their name; `None` if there is nobody of whom whoever asks may know.
    pub full_name: Option<String>,
}

/// A bulk act that began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkRecord {
    /// Names it.
    pub id: BulkId,
    /// What is done to each.
    pub act: BulkAct,
    /// Who began it.
    pub begun_by: StaffId,
    /// Which of their passwords counts.
    pub credential_version: u64,
    /// Where they asked from.
    pub source: KeptSource,
    /// SHA-256 of what was asked for.
    pub request_hash: [u8; 32],
    /// When it began.
    pub begun_at: UnixSeconds,
    /// When the last one had their turn.
    pub finished_at: Option<UnixSeconds>,
}

/// How many people of a bulk act are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BulkCounts {
    /// [`BulkState::Waiting`]
    pub waiting: u32,
    /// [`BulkState::Done`]
    pub done: u32,
    /// [`BulkState::LeftOut`]
    pub left_out: u32,
    /// [`BulkState::Failed`]
    pub failed: u32,
    /// [`BulkState::Stopped`]
    pub stopped: u32,
}

/// What became of one person so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkItem {
    /// Their turn.
    pub number: u32,
    /// Who.
    pub person: BulkPerson,
    /// What became of them.
    pub state: BulkState,
    /// Why, if it was not done.
    pub reason: Option<BulkReason>,
    /// When.
    pub settled_at: Option<UnixSeconds>,
}

/// Which results to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkItemQuery {
    /// Those in this state.
    pub state: Option<BulkState>,
    /// Those whose turn is later than this one.
    pub after: Option<u32>,
    /// The most to answer with.
    pub limit: u32,
    /// Whoever it is for, if they are restricted to their offices: nobody is named whom they do not reach by now.
    pub named_within_reach_of: Option<StaffId>,
}

/// Bulk acts. Of one person's at most one runs.
#[async_trait]
pub trait BulkRepository: Send {
    /// Begins a bulk act about these people, who have their turns in this order.
    ///
    /// # Errors
    /// If another one of the same person runs, or the database fails.
    async fn begin(&mut self, bulk: &NewBulk, people: &[BulkPerson]) -> Result<()>;

    /// One of them.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &BulkId) -> Result<Option<BulkRecord>>;

    /// How many of its people are in which state.
    ///
    /// # Errors
    /// If the database fails.
    async fn counts(&mut self, id: &BulkId) -> Result<BulkCounts>;

    /// The one that this person began with this key.
    ///
    /// # Errors
    /// If the database fails.
    async fn find_by_idempotency_key(&mut self, begun_by: &StaffId, key: &str) -> Result<Option<BulkRecord>>;

    /// Those that this person began, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    async fn list_of(&mut self, begun_by: &StaffId, limit: u32) -> Result<Vec<BulkRecord>>;

    /// Those that run, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    async fn running(&mut self) -> Result<Vec<BulkId>>;

    /// The one of this person that runs.
    ///
    /// # Errors
    /// If the database fails.
    async fn running_of(&mut self, begun_by: &StaffId) -> Result<Option<BulkId>>;

    /// The person whose turn it is.
    ///
    /// # Errors
    /// If the database fails.
    async fn next_waiting(&mut self, id: &BulkId) -> Result<Option<BulkItem>>;

    /// Notes what became of a person who waited: it was done, or not for this reason. `false` if they do not wait any
    /// more.
    ///
    /// # Errors
    /// If the database fails.
    async fn settle(
        &mut self,
        id: &BulkId,
        number: u32,
        reason: Option<BulkReason>,
        now: UnixSeconds,
    ) -> Result<bool>;

    /// Notes of everybody who waits that it was not done for this reason; how many they are.
    ///
    /// # Errors
    /// If the database fails.
    async fn settle_all(&mut self, id: &BulkId, reason: BulkReason, now: UnixSeconds) -> Result<u64>;

    /// Notes that nobody waits any more.
    ///
    /// # Errors
    /// If the database fails.
    async fn finish(&mut self, id: &BulkId, now: UnixSeconds) -> Result<()>;

    /// Has everybody wait again with whom it failed, in the name of the same person; how many they are.
    ///
    /// # Errors
    /// If another one of the same person runs, or the database fails.
    async fn retry(&mut self, id: &BulkId, credential_version: u64, source: &KeptSource) -> Result<u64>;

    /// Results, in the order of their turns.
    ///
    /// # Errors
    /// If the database fails.
    async fn list_items(&mut self, id: &BulkId, query: &BulkItemQuery) -> Result<Vec<BulkItem>>;

    /// Forgets the bulk acts that finished before a point in time, with their results; how many they were.
    ///
    /// # Errors
    /// If the database fails.
    async fn forget(&mut self, finished_before: UnixSeconds) -> Result<u64>;
}
