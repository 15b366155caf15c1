//! The life of a change of email: asked for by an administrator or by the person, confirmed from the new address.
//!
//! Until then the old address stays in force. Types of their own and no purpose of the links that set passwords, so
//! that no code can be taken for another's.

use crate::field::{FieldProblem, FieldRule, name};
use crate::text::{check_email, check_required, tidy};
use crate::{EmailChangeId, MailFailure, Secret, UnixSeconds};
use serde::{Deserialize, Serialize};

/// How long a change can be confirmed, in seconds: 72 hours.
pub const VALID_SECONDS: i64 = 72 * 60 * 60;

/// `change_staff_email` and `change_own_email`: the address that is to take the place of the one on file.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEmail {
    /// An address that mail can be sent to; at most 254 characters.
    pub new_email: String,
}

impl ChangeEmail {
    /// Without white space at the ends.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { new_email: tidy(&self.new_email) }
    }

    /// Judges the form alone, and that it is another address than `current`. Whether it is free, and in a domain that
    /// the practice allows, is for the server to say.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn validate(&self, current: Option<&str>) -> Result<(), Vec<FieldProblem>> {
        let email = self.new_email.as_str();
        let unchanged =
            || (current == Some(email)).then(|| FieldProblem::new(name::NEW_EMAIL, FieldRule::Unchanged));
        check_required(name::NEW_EMAIL, email)
            .or_else(|| check_email(name::NEW_EMAIL, email))
            .or_else(unchanged)
            .map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// A change that waits for its confirmation, as whoever asked for it sees it: all but the codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EmailChange {
    /// The change.
    pub id: EmailChangeId,
    /// The address that was asked for, where the mail with the link goes.
    pub new_email: String,
    /// Who asked for it: first and last name.
    pub requested_by: String,
    /// When it was asked for.
    pub requested_at: UnixSeconds,
    /// Until when it can be confirmed.
    pub expires_at: UnixSeconds,
    /// When the mail server last took a mail with the link.
    pub sent_at: Option<UnixSeconds>,
    /// Why the mail has not left so far, or never will.
    pub mail_failure: Option<MailFailure>,
}

/// `get_own_email`: a person's own address, and what is to become of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnEmail {
    /// The address on file.
    pub email: Option<String>,
    /// Whether the person may change it themselves.
    pub may_change: bool,
    /// The change that waits for its confirmation.
    pub email_change: Option<EmailChange>,
}

/// `confirm_email_change`: the code from the mail to the new address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmEmailChange {
    /// The code. It has the same form as that of a password reset link.
    pub code: Secret,
}

/// `object_to_email_change`: the code from the mail to the old address.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectToEmailChange {
    /// The code. It has the same form as that of a password reset link.
    pub code: Secret,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A new address is one that mail can be sent to, and another one than before.
    #[test]
    fn a_new_address_is_another_address() {
        let judged = |email: &str| {
            let request = ChangeEmail { new_email: email.to_owned() }.tidied();
            request.validate(Some("cnurse@email.xyz")).map_err(|problems| problems[0].rule)
        };
        assert_eq!(judged(" camille@email.xyz\n"), Ok(()));
        assert_eq!(judged("CNurse@email.xyz"), Ok(()));
        assert_eq!(judged("cnurse@email.xyz"), Err(FieldRule::Unchanged));
        assert_eq!(judged(" "), Err(FieldRule::Required));
        assert_eq!(judged("camille"), Err(FieldRule::NotAnEmail));
    }

    /// No other member comes along, and an address is one text.
    #[test]
    fn nothing_else_is_taken() {
        for json in [
            r#"{"new_email":["a@x.yz","b@x.yz"]}"#,
            r#"{"new_email":"a@x.yz","email":"b@x.yz"}"#,
            r#"{"new_email":null}"#,
            "{}",
        ] {
            assert!(serde_json::from_str::<ChangeEmail>(json).is_err(), "{json}");
        }
    }
}
