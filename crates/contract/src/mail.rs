//! Mail that does not leave, as an administrator needs to know of it.

use crate::UnixSeconds;
use serde::{Deserialize, Serialize};

/// Why a mail has not left: a class that says who can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailFailure {
    /// The mail server cannot be reached, or does not answer in time.
    Unreachable,
    /// The mail server does not accept the user and password that it is given.
    Credentials,
    /// No encrypted connection to the mail server comes about.
    NotEncrypted,
    /// The mail server asks to come again later.
    Deferred,
    /// The mail server takes no mail for this address.
    Rejected,
    /// What answers does not do what a mail server must.
    UnsuitableServer,
    /// Nothing was wrong with the mail: by then it had no business being sent any more.
    Void,
    /// Something is wrong on Staffroom's own server.
    Internal,
}

/// Mail has not been leaving for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailTrouble {
    /// Why.
    pub reason: MailFailure,
    /// Since when: the first mail that did not leave was queued then.
    pub since: UnixSeconds,
}
