//! What the holder of the link in a notice does. It needs no session.

use super::{Result, send_code};
use staffroom_contract::FreezeAccount;
use staffroom_contract::paths::template::ACCOUNT_FREEZE;

/// Freezes the account that a notice is about.
///
/// # Errors
/// One of the `freeze_…` codes if the link is dead.
pub fn freeze_account(request: FreezeAccount) -> impl Future<Output = Result<()>> {
    send_code(ACCOUNT_FREEZE, request.code)
}
