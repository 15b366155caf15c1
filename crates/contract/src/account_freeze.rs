//! "This wasn't me": the link in a notice that freezes the account that the notice is about.
//!
//! A type of its own and no purpose of the links that set passwords, so that neither code can be taken for the
//! other's.

use crate::Secret;
use serde::{Deserialize, Serialize};

/// `freeze_account`: the code from the link or the mail. Whoever holds it may freeze the account, once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FreezeAccount {
    /// The code. It has the same form as that of a password reset link.
    pub code: Secret,
}
