//! What the landing page goes through, and what it makes of answers and of what is typed.

use crate::api::ApiError;
use staffroom_contract::password::check_password;
use staffroom_contract::{FieldRule, PasswordResetLink, ProblemCode, Secret};

/// Where somebody stands on their way to a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The link came without a code: the code from the mail is asked for.
    AskingForCode,
    /// The server is asked whose link it is.
    Inspecting,
    /// The server could not be asked.
    NotInspected(Secret, ApiError),
    /// The link is good.
    Choosing(Secret, PasswordResetLink),
    /// The link is good for nothing any more.
    Dead(DeadLink),
    /// The password is set; at which practice.
    Done(String),
}

/// Why a link is good for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DeadLink {
    /// A password was already set with it.
    Used,
    /// It ran out.
    Expired,
    /// A newer one took its place.
    Replaced,
    /// An administrator took it back.
    Revoked,
    /// The person's account is inactive.
    Inactive,
    /// It is not whole, or there never was such a link.
    Malformed,
}

impl DeadLink {
    /// The link's end that this error tells of, if it tells of one.
    pub(super) fn told_by(error: &ApiError) -> Option<Self> {
        Some(match error.code()? {
            ProblemCode::ResetUsed => Self::Used,
            ProblemCode::ResetExpired => Self::Expired,
            ProblemCode::ResetReplaced => Self::Replaced,
            ProblemCode::ResetRevoked => Self::Revoked,
            ProblemCode::ResetInactive => Self::Inactive,
            ProblemCode::ResetUnknown => Self::Malformed,
            _ => return None,
        })
    }

    /// Whether another code may help: one that is whole, or the newest.
    pub(super) const fn may_have_other_code(self) -> bool {
        matches!(self, Self::Replaced | Self::Malformed)
    }
}

/// What to say of a password while it is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Nothing is typed yet, and the hint says all.
    Nothing,
    /// So many characters are missing.
    Missing(u32),
    /// It is a name that everybody knows.
    TooEasyToGuess,
    /// So many characters are too many.
    TooMany(u32),
    /// It will do.
    Fine,
}

/// Judges a password in normalisation form C while it is being typed, by the rule that the server will judge by.
pub(super) fn advice(password: &str, link: &PasswordResetLink) -> Advice {
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    let min_length = link.min_password_length;
    let Some(problem) = check_password(password, min_length, known_words(link)) else { return Advice::Fine };
    match problem.rule {
        FieldRule::TooShort => Advice::Missing(problem.limit.unwrap_or(min_length).saturating_sub(length)),
        FieldRule::TooLong => Advice::TooMany(length.saturating_sub(problem.limit.unwrap_or(length))),
        FieldRule::TooEasyToGuess => Advice::TooEasyToGuess,
        _ => Advice::Nothing,
    }
}

/// The words that would be guessed first, as far as this page knows them. The server knows more of them.
pub(super) fn known_words(link: &PasswordResetLink) -> [&str; 2] {
    [&link.username, &link.practice_name]
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{Problem, UnixSeconds};

    fn link() -> PasswordResetLink {
        PasswordResetLink {
            username: "camilles".to_owned(),
            practice_name: "Cedar Hill Family Practice".to_owned(),
            expires_at: UnixSeconds(0),
            min_password_length: 15,
        }
    }

    /// While typing, the page counts down to what the server will accept, and not a character further.
    #[test]
    fn advice_counts_down_to_an_acceptable_password() {
        assert_eq!(advice("", &link()), Advice::Nothing);
        assert_eq!(advice("a", &link()), Advice::Missing(14));
        assert_eq!(advice(&"é".repeat(14), &link()), Advice::Missing(1));
        assert_eq!(advice(&"é".repeat(15), &link()), Advice::Fine);
        assert_eq!(advice(&"a".repeat(258), &link()), Advice::TooMany(2));
        let strict = PasswordResetLink { min_password_length: 30, ..link() };
        assert_eq!(advice(&"é".repeat(15), &strict), Advice::Missing(15));
        assert_eq!(advice("cedar hill family practice", &link()), Advice::TooEasyToGuess);
    }

    /// Each way in which a link ends is told apart; what is not about the link leaves it alive.
    #[test]
    fn each_end_of_a_link_is_told_apart() {
        let told = |code| DeadLink::told_by(&ApiError::Problem(Problem::new(code)));
        let ends = ProblemCode::ALL.iter().filter_map(|code| told(*code));
        assert_eq!(ends.collect::<std::collections::HashSet<_>>().len(), 6);
        assert_eq!(told(ProblemCode::ResetReplaced), Some(DeadLink::Replaced));
        assert_eq!(told(ProblemCode::Internal), None);
        assert_eq!(DeadLink::told_by(&ApiError::Network), None);
    }
}
