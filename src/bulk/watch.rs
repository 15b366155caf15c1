//! A bulk act is followed while it runs.

use crate::api::{self, ApiError, Reading};
use crate::following::{Followed, Following};
use staffroom_contract::{Bulk, BulkId};

/// One bulk act, as far as it is known.
pub(super) type Watched = Following<Bulk>;

impl Followed for Bulk {
    type Id = BulkId;

    async fn ask(id: BulkId, reading: Reading) -> Result<Self, ApiError> {
        api::get_bulk(&id, reading).await
    }

    fn is_running(&self) -> bool {
        self.finished_at.is_none()
    }
}
