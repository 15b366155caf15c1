//! Signing in, and who is signed in.

use crate::{Permission, Secret, StaffId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// `sign_in`: a username and a password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// The username, in any case.
    pub username: String,
    /// The password, exactly as chosen.
    pub password: Secret,
}

/// For how long after somebody entered their password they may do what weighs heavily, in seconds.
pub const FRESH_SECONDS: i64 = 5 * 60;

/// `reauthenticate`: the password once more, of whoever is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reauthenticate {
    /// The password, exactly as chosen.
    pub password: Secret,
}

/// The person who is signed in, as the app needs to know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The person.
    pub staff_id: StaffId,
    /// Their first and last name, in this order.
    pub full_name: String,
    /// Their username, to ask for the password alone when the session has ended.
    pub username: String,
    /// What they may do. The app hides and disables by it; the server decides by its own record.
    pub permissions: Vec<Permission>,
    /// The practice's name.
    pub practice_name: String,
    /// How long the session lasts while its person does nothing, in minutes.
    pub idle_minutes: u32,
    /// The shortest password that they may choose, in code points.
    pub min_password_length: u32,
    /// When the session ends whatever happens.
    pub expires_at: UnixSeconds,
}

impl Session {
    /// Whether the person may do what `permission` names. A courtesy: the server asks again.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}
