//! One at a time: what is tried against the same account waits for its turn.

use tokio::sync::{Mutex, MutexGuard};

/// How many turns are taken side by side. Accounts share them, so that their number is bounded.
const LANES: usize = 1024;

/// Gives turns. Without them fifty passwords could be tried at once, before the first has failed.
#[derive(Debug)]
pub struct Turns(Box<[Mutex<()>]>);

/// A turn, which ends when it is dropped.
#[derive(Debug)]
pub struct Turn<'a>(#[expect(dead_code, reason = "held until the turn ends")] MutexGuard<'a, ()>);

impl Turns {
    /// Waits for the turn of an account, by a keyed hash, so that nobody knows who shares a lane with whom.
    pub async fn take(&self, account: &[u8; 32]) -> Turn<'_> {
        let lane = usize::from(u16::from_be_bytes([account[0], account[1]])) % self.0.len();
        Turn(self.0[lane].lock().await)
    }
}

impl Default for Turns {
    fn default() -> Self {
        Self((0..LANES).map(|_| Mutex::default()).collect())
    }
}
