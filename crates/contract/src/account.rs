//! A person's own account: their password, and where they are signed in.

use crate::field::FieldProblem;
use crate::password::check_password;
use crate::{Secret, SessionId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// `change_own_password`: the password as it is, and as it shall be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeOwnPassword {
    /// The password that the person has now: whoever finds a browser open does not know it.
    pub current_password: Secret,
    /// The new one: as long as the practice says, 15 code points or more, to 256.
    pub password: Secret,
}

impl ChangeOwnPassword {
    /// Judges the new password; see [`check_password`] for `min_length`, `context` and the form that it must have.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn validate<'a>(
        &self,
        min_length: u32,
        context: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Vec<FieldProblem>> {
        check_password(self.password.expose(), min_length, context)
            .map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// Where a person is signed in: an item of `list_own_sessions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnSession {
    /// Names the session. It opens nothing.
    pub id: SessionId,
    /// Browser and system, such as "Chrome on Windows", as far as the browser says; it may say anything.
    pub device: Option<String>,
    /// The network address that the person signed in from, where the server knows it.
    pub client_address: Option<String>,
    /// When it was opened.
    pub opened_at: UnixSeconds,
    /// When the person last did something in it, to the minute.
    pub last_seen_at: UnixSeconds,
    /// Whether it is the one that asks.
    pub is_current: bool,
}

/// `list_own_sessions`: the one used last comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnSessions {
    /// The open ones.
    pub items: Vec<OwnSession>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FieldRule;

    /// The rule for a password is one, however it is set.
    #[test]
    fn the_new_password_is_judged_like_any_other() {
        let request = |password: &str| ChangeOwnPassword {
            current_password: Secret::new("short"),
            password: Secret::new(password),
        };
        assert!(request("a password of my own").validate(15, []).is_ok());
        assert_eq!(request("fourteen chars").validate(15, []).unwrap_err()[0].rule, FieldRule::TooShort);
    }
}
