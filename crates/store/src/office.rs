//! Offices: where people work.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::{OfficeId, UnixSeconds};
use std::collections::BTreeSet;

/// An office of the practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeRecord {
    /// The office.
    pub id: OfficeId,
    /// Its name; unique by its fold among those that are open. See [`crate::fold::identity_key`].
    pub name: String,
    /// How many people work there who are not inactive.
    pub people: u32,
    /// When it was closed, if it was.
    pub closed_at: Option<UnixSeconds>,
}

/// The practice's offices. None is ever deleted: people worked there. Who works where is kept beside the people; see
/// [`crate::StaffChanges::office_ids`].
#[async_trait]
pub trait OfficeRepository: Send {
    /// Every office by name, the closed ones behind the open ones.
    ///
    /// # Errors
    /// If the database fails.
    async fn list(&mut self) -> Result<Vec<OfficeRecord>>;

    /// The offices that are open.
    ///
    /// # Errors
    /// If the database fails.
    async fn open(&mut self) -> Result<BTreeSet<OfficeId>>;

    /// One office.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self, id: &OfficeId) -> Result<Option<OfficeRecord>>;

    /// Opens an office.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `name` if another open office has it.
    async fn add(&mut self, id: &OfficeId, name: &str, now: UnixSeconds) -> Result<()>;

    /// Gives an open office another name; `false`, and nothing changed, if there is no such open office.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] by `name` if another open office has it.
    async fn rename(&mut self, id: &OfficeId, name: &str) -> Result<bool>;

    /// Closes an office; `false`, and nothing changed, if there is no such open office. Whoever works there still does.
    ///
    /// # Errors
    /// If the database fails.
    async fn close(&mut self, id: &OfficeId, now: UnixSeconds) -> Result<bool>;
}
