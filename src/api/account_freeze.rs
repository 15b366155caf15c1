//! What the holder of the link in a notice does. It needs no session.

use super::{Result, send_json_for_nothing};
use gloo_net::http::Request;
use staffroom_contract::FreezeAccount;
use staffroom_contract::paths::template::ACCOUNT_FREEZE;

/// Freezes the account that a notice is about.
///
/// # Errors
/// One of the `freeze_…` codes if the link is dead.
pub async fn freeze_account(request: &FreezeAccount) -> Result<()> {
    send_json_for_nothing(Request::post(ACCOUNT_FREEZE), request).await
}
