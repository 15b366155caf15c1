//! The practice itself.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::UnixSeconds;

/// What is true of the whole practice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practice {
    /// Its name, as mails and pages show it.
    pub name: String,
    /// Its time zone, by its IANA name, such as `America/New_York`: mails say until when a link is valid.
    pub time_zone: String,
    /// How long a new link is valid, in seconds.
    pub link_valid_seconds: u32,
    /// The domains that an address may have which somebody is given; empty if any will do. In lower-case ASCII.
    pub allowed_email_domains: Vec<String>,
    /// How long a session lasts while its person does nothing, in minutes.
    pub idle_minutes: u32,
    /// The shortest password that somebody may choose, in code points.
    pub min_password_length: u32,
    /// Counts the changes; 0 until the practice is set up. Kept by [`PracticeRepository::put`].
    pub version: u64,
}

impl Default for Practice {
    /// What stands for a practice until it is set up. Links are valid for 72 hours.
    fn default() -> Self {
        Self {
            name: "My Practice".to_owned(),
            time_zone: "UTC".to_owned(),
            link_valid_seconds: 72 * 60 * 60,
            allowed_email_domains: Vec::new(),
            idle_minutes: 15,
            min_password_length: 15,
            version: 0,
        }
    }
}

impl Practice {
    /// Sessions that were last used before this point have ended.
    pub fn idle_since(&self, now: UnixSeconds) -> UnixSeconds {
        now.plus(-60 * i64::from(self.idle_minutes))
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

    /// Sets the practice up, or changes it if it still has this version, and counts its version up; `false`, and
    /// nothing changed, if it has another one.
    ///
    /// # Errors
    /// If the database fails.
    async fn put(&mut self, practice: &Practice) -> Result<bool>;
}
