//! The practice, as answers need it.

use super::refusal::Refusal;
use staffroom_store::{Practice, Transaction};

/// The practice, or what stands for it until it is set up.
pub(super) async fn practice_of(transaction: &mut dyn Transaction) -> Result<Practice, Refusal> {
    Ok(transaction.practice().get().await?.unwrap_or_default())
}
