//! The practice itself.

use crate::Result;
use async_trait::async_trait;

/// What is true of the whole practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Its name, as mails and pages show it.
    pub name: String,
    /// Its time zone, by its IANA name, such as `America/New_York`: mails say until when a link is valid.
    pub time_zone: String,
    /// How long a new link is valid, in seconds.
    pub link_valid_seconds: u32,
}

impl Default for Practice {
    /// What stands for a practice until it is set up. Links are valid for 72 hours.
    fn default() -> Self {
        Self { name: "My Practice".to_owned(), time_zone: "UTC".to_owned(), link_valid_seconds: 72 * 60 * 60 }
    }
}

/// The one row about the practice.
#[async_trait]
pub trait PracticeRepository: Send {
    /// The practice, or `None` in a database in which nothing was set up yet.
    ///
    /// # Errors
    /// If the database fails.
    async fn get(&mut self) -> Result<Option<Practice>>;

    /// Sets the practice up, or changes it.
    ///
    /// # Errors
    /// If the database fails.
    async fn put(&mut self, practice: &Practice) -> Result<()>;
}
