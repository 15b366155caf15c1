//! App Unlock PINs as the server's key sealed them, all at once: for when that key changes.

use crate::Result;
use async_trait::async_trait;
use staffroom_contract::StaffId;

/// Sealed PINs of everybody.
#[async_trait]
pub trait SealedPinRepository: Send {
    /// Every PIN that is kept sealed, and whose it is.
    ///
    /// # Errors
    /// If the database fails.
    async fn all(&mut self) -> Result<Vec<(StaffId, Vec<u8>)>>;

    /// Keeps a person's PIN as `after`, if it is kept as `before` still. It is the same PIN, sealed anew, so that the
    /// person has no new version.
    ///
    /// # Errors
    /// If the database fails.
    async fn replace(&mut self, id: &StaffId, before: &[u8], after: &[u8]) -> Result<()>;
}
