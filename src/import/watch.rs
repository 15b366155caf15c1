//! An import is followed while it runs.

use crate::api::{self, ApiError, Reading};
use crate::following::{Followed, Following};
use staffroom_contract::{Import, ImportId, ImportState};

/// One import, as far as it is known.
pub(super) type Watched = Following<Import>;

impl Followed for Import {
    type Id = ImportId;

    async fn ask(id: ImportId, reading: Reading) -> Result<Self, ApiError> {
        api::get_import(&id, reading).await
    }

    fn is_running(&self) -> bool {
        self.state == ImportState::Running
    }
}
