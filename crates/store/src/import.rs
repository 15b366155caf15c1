//! People who are added from a file.

use crate::{KeptSource, Result};
use async_trait::async_trait;
use staffroom_contract::{
    CreateStaff, ImportCounts, ImportId, ImportRow, ImportRowState, PasswordResetId, RowProblem, StaffId,
    UnixSeconds,
};

/// An import that was checked.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// Names it.
    pub id: ImportId,
    /// Whose it is.
    pub requested_by: StaffId,
    /// When it was checked.
    pub checked_at: UnixSeconds,
    /// Its rows.
    pub rows: Vec<CheckedRow>,
}

/// A row that was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedRow {
    /// Its number in the file.
    pub number: u32,
    /// First and last name, as the file has them.
    pub full_name: Option<String>,
    /// The person whom it would add, or why they cannot be added.
    pub result: std::result::Result<CreateStaff, RefusedRow>,
}

/// Why a row's person cannot be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefusedRow {
    /// What is wrong with it.
    pub problems: Vec<RowProblem>,
    /// The people whom these problems name: the names are told to nobody who may not see each of them.
    pub named: Vec<StaffId>,
}

impl From<RowProblem> for RefusedRow {
    fn from(problem: RowProblem) -> Self {
        Self { problems: vec![problem], named: Vec::new() }
    }
}

/// An import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Names it.
    pub id: ImportId,
    /// Whose it is.
    pub requested_by: StaffId,
    /// When it was checked.
    pub checked_at: UnixSeconds,
    /// When it was confirmed, if it was.
    pub confirmed_at: Option<UnixSeconds>,
    /// The credential of whoever confirmed it, by then; 0 before.
    pub credential_version: u64,
    /// The request that confirmed it.
    pub source: KeptSource,
    /// When its last row was done, if it was.
    pub ended_at: Option<UnixSeconds>,
    /// How many rows there are of each kind.
    pub counts: ImportCounts,
}

/// Which rows of an import.
#[derive(Clone, Debug)]
pub struct ImportRowQuery {
    /// Of which import.
    pub import: ImportId,
    /// What became of them; `None` for all of them.
    pub state: Option<ImportRowState>,
    /// Only those behind this number.
    pub after: Option<u32>,
    /// Leaves out who somebody is whom this person does not reach, who is restricted to their offices.
    pub within_reach_of: Option<StaffId>,
    /// The most rows to answer with, at least 1.
    pub limit: u32,
}

/// Imports. Nobody has more than one that waits to be confirmed.
#[async_trait]
pub trait ImportRepository: Send {
    /// Keeps an import that was checked, in place of an older one of the same person that still waits.
    ///
    /// # Errors
    /// If the database fails.
    async fn add(&mut self, import: &NewImport) -> Result<()>;

    /// One import.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &ImportId) -> Result<Option<ImportRecord>>;

    /// A person's imports, the newest first.
    ///
    /// # Errors
    /// If the database fails.
    async fn list_of(&mut self, requested_by: &StaffId, limit: u32) -> Result<Vec<ImportRecord>>;

    /// Rows, in the order of the file.
    ///
    /// # Errors
    /// If the database fails.
    async fn rows(&mut self, query: &ImportRowQuery) -> Result<Vec<ImportRow>>;

    /// Confirms an import that waits, without the rows that have problems, with the credential of whoever does;
    /// `false` if it does not wait.
    ///
    /// # Errors
    /// If the database fails.
    async fn confirm(
        &mut self,
        id: &ImportId,
        credential_version: u64,
        source: &KeptSource,
        now: UnixSeconds,
    ) -> Result<bool>;

    /// Forgets an import that waits, with all its rows; `false` if it does not wait.
    ///
    /// # Errors
    /// If the database fails.
    async fn discard(&mut self, id: &ImportId) -> Result<bool>;

    /// The imports that were confirmed and have not ended, the oldest first.
    ///
    /// # Errors
    /// If the database fails.
    async fn running(&mut self) -> Result<Vec<ImportId>>;

    /// The import of one person that was confirmed and has not ended, if there is one.
    ///
    /// # Errors
    /// If the database fails.
    async fn running_of(&mut self, requested_by: &StaffId) -> Result<Option<ImportId>>;

    /// When a person confirmed imports after `since`, the oldest first, and how many people each of them has added or
    /// is still to add.
    ///
    /// # Errors
    /// If the database fails.
    async fn confirmed_since(
        &mut self,
        requested_by: &StaffId,
        since: UnixSeconds,
    ) -> Result<Vec<(UnixSeconds, u32)>>;

    /// The next rows of an import whose people are to be added, by their numbers.
    ///
    /// # Errors
    /// If the database fails.
    async fn next_ready(&mut self, id: &ImportId, limit: u32) -> Result<Vec<u32>>;

    /// The person whom a row is to add, if it still is.
    ///
    /// # Errors
    /// If the database fails, or what is kept cannot be read.
    async fn person(&mut self, id: &ImportId, row: u32) -> Result<Option<CreateStaff>>;

    /// Notes whom a row added, and by which link they were invited. Its mail lets that go first which somebody waits for.
    ///
    /// # Errors
    /// If the database fails.
    async fn note_added(
        &mut self,
        id: &ImportId,
        row: u32,
        staff_id: &StaffId,
        link_id: &PasswordResetId,
    ) -> Result<()>;

    /// Notes why a row's person could not be added.
    ///
    /// # Errors
    /// If the database fails.
    async fn note_failed(&mut self, id: &ImportId, row: u32, refused: &RefusedRow) -> Result<()>;

    /// Notes of every row that is left why its person could not be added.
    ///
    /// # Errors
    /// If the database fails.
    async fn fail_rest(&mut self, id: &ImportId, problem: &RowProblem) -> Result<()>;

    /// Ends an import, and forgets what the file said of people.
    ///
    /// # Errors
    /// If the database fails.
    async fn end(&mut self, id: &ImportId, now: UnixSeconds) -> Result<()>;

    /// Forgets the imports that were checked before `waiting_since` and wait still, and those that ended before
    /// `ended_before`; how many they were.
    ///
    /// # Errors
    /// If the database fails.
    async fn forget(&mut self, waiting_since: UnixSeconds, ended_before: UnixSeconds) -> Result<u64>;
}
