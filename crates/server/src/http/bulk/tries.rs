//! How often a person's turn came to nothing.

use staffroom_contract::BulkId;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How often a person's turn is tried. Between two tries the job rests, so that what passes has passed.
const MOST: u32 = 3;

/// Whose turn it is in each bulk act that runs, and how often it was tried. The next server counts anew.
#[derive(Debug, Default)]
pub struct Tries(Mutex<HashMap<BulkId, (u32, u32)>>);

impl Tries {
    /// Counts one more try of the turn with this number. `false` once there were enough: it is given up.
    pub(super) fn count(&self, id: &BulkId, number: u32) -> bool {
        let mut turns = self.turns();
        let (turn, tries) = turns.entry(id.clone()).or_insert((number, 0));
        if *turn != number {
            (*turn, *tries) = (number, 0);
        }
        *tries += 1;
        *tries <= MOST
    }

    /// Forgets those that do not run any more.
    pub(super) fn keep(&self, running: &[BulkId]) {
        self.turns().retain(|id, _| running.contains(id));
    }

    fn turns(&self) -> MutexGuard<'_, HashMap<BulkId, (u32, u32)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
