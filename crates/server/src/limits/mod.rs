//! How often something may be asked: by an account, by an address, by mail.
//!
//! What is limited by account ([`sign_in_delay`], apart by [`familiar`] addresses), by link ([`reset_links`]) or by
//! import ([`imports`]) is counted in the database and outlives a restart. What is limited by address is counted in
//! memory, in a bounded number of entries.

mod address_limit;
mod client_address;
pub mod email_changes;
pub mod familiar;
pub mod imports;
pub mod pin_reveals;
pub mod reset_links;
pub mod sign_in_delay;
mod turns;

pub use address_limit::AddressLimit;
pub use client_address::{ClientAddress, TrustedProxies};
pub use turns::{Turn, Turns};

use crate::repeated_acts::RepeatedActs;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Somebody asks too often, and may ask again after a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("asked too often; again in {retry_after} seconds")]
pub struct TooOften {
    /// How long to wait, in seconds, at least 1.
    pub retry_after: u32,
}

impl TooOften {
    fn for_seconds(seconds: i64) -> Self {
        Self { retry_after: u32::try_from(seconds.max(1)).unwrap_or(u32::MAX) }
    }
}

/// The limits that are kept in memory, and what they need to know.
#[derive(Debug)]
pub struct Limits {
    /// Whose word is taken for the address that a request comes from.
    pub trusted_proxies: TrustedProxies,
    /// Tries to sign in. Wide enough for a whole practice behind one address at eight in the morning.
    pub sign_in: AddressLimit,
    /// Codes of links that there are not.
    pub unknown_code: AddressLimit,
    /// Links asked for without signing in.
    pub forgotten_password: AddressLimit,
    /// Reports of what a page's policy forbids, of all together.
    pub csp_reports: AddressLimit,
    /// Refused acts, which fill the record only so fast.
    pub repeated_acts: RepeatedActs,
    /// Passwords whose strength is asked for, in pauses while they are typed.
    pub password_strength: AddressLimit,
    /// How many of them are worked at side by side: they leave the processor to whoever signs in.
    pub password_strength_slots: Arc<Semaphore>,
    /// Files of people that are checked.
    pub import_checks: AddressLimit,
    /// How many of them are worked at side by side.
    pub import_check_slots: Semaphore,
    /// Sees to it that one account is tried by one request at a time.
    pub sign_in_turns: Turns,
}

impl Limits {
    /// With nothing counted yet.
    pub fn new(trusted_proxies: TrustedProxies) -> Self {
        Self {
            trusted_proxies,
            sign_in: AddressLimit::new(60, 1),
            unknown_code: AddressLimit::new(20, 3),
            forgotten_password: AddressLimit::new(20, 30),
            csp_reports: AddressLimit::new(60, 1),
            repeated_acts: RepeatedActs::default(),
            password_strength: AddressLimit::new(60, 1),
            password_strength_slots: Arc::new(Semaphore::new(1)),
            import_checks: AddressLimit::new(20, 15),
            import_check_slots: Semaphore::new(1),
            sign_in_turns: Turns::default(),
        }
    }
}

impl Default for Limits {
    /// Behind no proxy.
    fn default() -> Self {
        Self::new(TrustedProxies::default())
    }
}
