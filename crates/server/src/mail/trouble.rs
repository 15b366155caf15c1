//! Why mail does not leave, as an administrator needs to know of it.

use super::worker::OLDEST;
use staffroom_contract::{MailFailure, MailTrouble, UnixSeconds};
use staffroom_store::{Result, Transaction};

/// How long mail may stay without anybody being told, in seconds: a server that restarts is no trouble.
const PATIENCE: i64 = 5 * 60;

/// Whether mail has not been leaving for a while.
///
/// # Errors
/// If the database fails.
pub async fn trouble(transaction: &mut dyn Transaction, now: UnixSeconds) -> Result<Option<MailTrouble>> {
    let stuck = transaction.mail().stuck(now.plus(-PATIENCE), OLDEST).await?;
    Ok(stuck.map(|stuck| MailTrouble { reason: failure(&stuck.reason), since: stuck.queued_at }))
}

/// What the queue's own word for what went wrong means to an administrator. The log has the word itself.
pub fn failure(reason: &str) -> MailFailure {
    match reason {
        "unreachable" | "timeout" => MailFailure::Unreachable,
        "credentials" => MailFailure::Credentials,
        "tls" => MailFailure::NotEncrypted,
        "deferred" => MailFailure::Deferred,
        "rejected" | "address" => MailFailure::Rejected,
        "unsuitable_server" | "unintelligible_server" => MailFailure::UnsuitableServer,
        "link_ended" | "person_not_active" | "person_not_pending" | "address_changed" => MailFailure::Void,
        _ => MailFailure::Internal,
    }
}
