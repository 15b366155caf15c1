//! The life of a password reset link: asked for by an administrator or by the person, spent by the person.

use crate::field::{FieldProblem, FieldRule, name};
use crate::password::check_password;
use crate::text::{check_login, tidy};
use crate::{MailFailure, PasswordResetId, Secret, UnixSeconds};
use serde::{Deserialize, Serialize};

/// The length of a link's code, in characters: 32 random-looking bytes as base64url without padding.
pub const CODE_LENGTH: usize = 43;

/// `reset_staff_password`: how long the link is to be valid, if not as long as the practice lets links be. The
/// address is the person's own and the server's to know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetStaffPassword {
    /// One of [`Self::HOURS`], and no longer than the practice lets links be valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(schema_with = hours_schema))]
    pub valid_for_hours: Option<u32>,
}

impl ResetStaffPassword {
    /// How long a link can be made valid, in hours.
    pub const HOURS: [u32; 3] = [1, 24, 72];

    /// Those of [`Self::HOURS`] that a practice allows whose links are valid for `longest` seconds.
    pub fn hours_within(longest: u32) -> impl Iterator<Item = u32> {
        Self::HOURS.into_iter().filter(move |hours| hours * 3600 <= longest)
    }

    /// How long the link is to be valid, in seconds, in a practice whose links are valid for `longest`.
    ///
    /// # Errors
    /// If it is no length that there is to choose.
    pub fn valid_seconds(self, longest: u32) -> Result<u32, FieldProblem> {
        let Some(hours) = self.valid_for_hours else { return Ok(longest) };
        let chosen = Self::hours_within(longest).find(|allowed| *allowed == hours);
        chosen
            .map(|hours| hours * 3600)
            .ok_or_else(|| FieldProblem::new(name::VALID_FOR_HOURS, FieldRule::NotAChoice))
    }
}

#[cfg(feature = "openapi")]
fn hours_schema() -> utoipa::openapi::schema::Object {
    use utoipa::openapi::schema::{ObjectBuilder, SchemaType, Type};
    let hours = ResetStaffPassword::HOURS.map(Some).into_iter().chain([None]);
    ObjectBuilder::new()
        .schema_type(SchemaType::from_iter([Type::Integer, Type::Null]))
        .enum_values(Some(hours))
        .description(Some("No longer than the practice lets links be valid."))
        .build()
}

/// What became of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PasswordResetState {
    /// Its mail waits to be sent.
    Queued,
    /// The mail server took its mail.
    Sent,
    /// A password was set with it.
    Used,
    /// It ran out.
    Expired,
    /// An administrator took it back.
    Revoked,
    /// It ended when the person's password was changed by other means.
    PasswordChanged,
    /// It ended when the person's address was changed.
    EmailChanged,
    /// It ended when the account was made inactive.
    Deactivated,
    /// A newer link took its place.
    Replaced,
    /// Its mail could not be sent.
    Failed,
}

impl PasswordResetState {
    /// Whether the link can still be used, once its mail has arrived.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Queued | Self::Sent | Self::Failed)
    }
}

/// A link that sets a password, a reset or an invitation, as an administrator sees it: all but the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordReset {
    /// The link.
    pub id: PasswordResetId,
    /// What became of it, as of now.
    pub state: PasswordResetState,
    /// The address that its mail goes to; empty if it was handed over by other means.
    pub sent_to: String,
    /// Who asked for it: first and last name; absent if nobody was signed in, but the person had forgotten their
    /// password.
    pub requested_by: Option<String>,
    /// When it was asked for.
    pub requested_at: UnixSeconds,
    /// When it runs out.
    pub expires_at: UnixSeconds,
    /// When the mail server took its mail.
    pub sent_at: Option<UnixSeconds>,
    /// When its mail was given up.
    pub failed_at: Option<UnixSeconds>,
    /// Why its mail has not left so far, or never will.
    pub mail_failure: Option<MailFailure>,
    /// When its page was first opened. Unverified: mail scanners open links too.
    pub opened_at: Option<UnixSeconds>,
    /// When it ended before it would have run out, in whichever way.
    pub ended_at: Option<UnixSeconds>,
    /// Who revoked or replaced it, or made the account inactive: first and last name.
    pub ended_by: Option<String>,
}

/// `request_password_reset`: who has forgotten their password.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RequestPasswordReset {
    /// Their username or their email address, in any case; 1 to 254 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 254))]
    pub login: String,
}

impl RequestPasswordReset {
    /// Without white space at the ends.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { login: tidy(&self.login) }
    }

    /// Judges the form alone; whether anybody has such a name is never said.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        check_login(name::LOGIN, &self.login).map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// Which kind of link that sets a password a code opens. A code of one kind is worth nothing to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Somebody with an account sets a new password.
    PasswordReset,
    /// Somebody who was invited sets their first one.
    Invitation,
}

/// `inspect_password_reset`: the code, to learn whether it can still be used. It spends nothing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InspectPasswordReset {
    /// Which kind of link the code is from.
    pub purpose: LinkPurpose,
    /// The code from the link or the mail.
    pub code: Secret,
}

/// A live link, as far as its holder needs to know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordResetLink {
    /// Whose password it sets. The password manager needs it whole.
    pub username: String,
    /// The practice's name.
    pub practice_name: String,
    /// When the link runs out.
    pub expires_at: UnixSeconds,
    /// The shortest password that the practice lets people choose, in code points.
    pub min_password_length: u32,
}

/// `complete_password_reset`: the code and the new password. The code is the key: repeating the request has
/// no second effect.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CompletePasswordReset {
    /// Which kind of link the code is from.
    pub purpose: LinkPurpose,
    /// The code from the link or the mail.
    pub code: Secret,
    /// As long as the practice says, 15 code points or more, to 256.
    pub password: Secret,
}

impl CompletePasswordReset {
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

/// The code in what somebody pasted: a bare code, or a link with the code behind its `#`. White space
/// anywhere does not count, since mail programs break lines. `None` if it cannot be one.
pub fn code_in(pasted: &str) -> Option<Secret> {
    let unbroken: String = pasted.chars().filter(|c| !c.is_whitespace()).collect();
    let code = unbroken.rsplit_once('#').map_or(unbroken.as_str(), |(_, code)| code);
    let fits =
        code.len() == CODE_LENGTH && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    fits.then(|| Secret::new(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO-_";

    fn found(pasted: &str) -> Option<String> {
        code_in(pasted).map(|code| code.expose().to_owned())
    }

    /// A link is valid as long as the practice says, or for a shorter time that there is to choose.
    #[test]
    fn a_link_is_never_valid_for_longer_than_the_practice_allows() {
        let chosen = |hours, longest| {
            let request = ResetStaffPassword { valid_for_hours: hours };
            request.valid_seconds(longest).map_err(|problem| problem.rule)
        };
        assert_eq!(chosen(None, 259_200), Ok(259_200));
        assert_eq!(chosen(None, 5400), Ok(5400));
        assert_eq!(chosen(Some(1), 259_200), Ok(3600));
        assert_eq!(chosen(Some(24), 86_400), Ok(86_400));
        for (hours, longest) in [(72, 86_400), (24, 86_399), (0, 259_200), (2, 259_200), (u32::MAX, 259_200)]
        {
            assert_eq!(chosen(Some(hours), longest), Err(FieldRule::NotAChoice), "{hours} {longest}");
        }
    }

    /// Whatever a mail program made of the link, the code in it is found.
    #[test]
    fn a_code_is_found_in_what_people_paste() {
        let (head, tail) = CODE.split_at(20);
        for pasted in [
            CODE.to_owned(),
            format!("  {CODE}\n"),
            format!("https://staff.example/reset-password#{CODE}"),
            format!("{head}\r\n{tail}"),
        ] {
            assert_eq!(found(&pasted).as_deref(), Some(CODE), "{pasted}");
        }
    }

    /// Whoever has forgotten their password may paste white space along, but neither nothing nor a book.
    #[test]
    fn a_login_is_a_username_or_an_email() {
        let judged = |login: &str| {
            let request = RequestPasswordReset { login: login.to_owned() }.tidied();
            request.validate().map_err(|problems| problems[0].rule)
        };
        assert_eq!(judged(" camilles\n"), Ok(()));
        assert_eq!(judged("camilles@email.xyz"), Ok(()));
        assert_eq!(judged("  "), Err(FieldRule::Required));
        assert_eq!(judged(&"x".repeat(255)), Err(FieldRule::TooLong));
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        for pasted in ["", "hello", &CODE[1..], &format!("{CODE}x"), &CODE.replace('-', "+")] {
            assert_eq!(found(pasted), None, "{pasted}");
        }
    }
}
