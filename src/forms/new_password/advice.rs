//! What is to be said of a password while it is typed.

use crate::api::ApiError;
use staffroom_contract::password::check_password;
use staffroom_contract::{FieldRule, PasswordStrength, StrengthAdvice};

/// What the server says of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Nothing, since it is not asked.
    Unasked,
    /// Nothing yet.
    Pending,
    /// It could not be asked; it will judge when the password is sent.
    Unknown,
    /// It would refuse it.
    Refused(FieldRule),
    /// It is easy to guess, and this would help most.
    Weak(Option<StrengthAdvice>),
    /// It is hard to guess.
    Strong,
}

impl Verdict {
    pub(super) fn told_by(answer: Result<PasswordStrength, ApiError>) -> Self {
        match answer {
            Err(_) => Self::Unknown,
            Ok(PasswordStrength { refused_by: Some(rule), .. }) => Self::Refused(rule),
            Ok(PasswordStrength { score: PasswordStrength::STRONG.., .. }) => Self::Strong,
            Ok(PasswordStrength { advice, .. }) => Self::Weak(advice.first().copied()),
        }
    }
}

/// What to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Advice {
    /// Nothing: the hint says all, or the field's problem does.
    Nothing,
    /// So many characters are missing.
    Missing(u32),
    /// So many characters are too many.
    TooMany(u32),
    /// It will be refused by a rule that is not about its length.
    Refused(FieldRule),
    /// It is long enough, and the server is asked for the rest.
    Asking,
    /// It is long enough, which is all that is known.
    LongEnough,
    /// It will do, but is easy to guess.
    Weak(Option<StrengthAdvice>),
    /// It will do.
    Strong,
}

impl Advice {
    /// How it is drawn, beside what it says.
    pub(super) const fn tone(self) -> Option<&'static str> {
        match self {
            Self::Strong => Some("good"),
            Self::Refused(_) | Self::Weak(_) | Self::TooMany(_) => Some("attention"),
            Self::Nothing | Self::Missing(_) | Self::Asking | Self::LongEnough => None,
        }
    }
}

/// Judges a password in normalisation form C, by the rule that the server will judge by and, where that accepts it, by
/// what the server has said.
pub(super) fn of(password: &str, min_length: u32, known_words: &[String], verdict: Verdict) -> Advice {
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if let Some(problem) = check_password(password, min_length, known_words.iter().map(String::as_str)) {
        return match problem.rule {
            FieldRule::Required => Advice::Nothing,
            FieldRule::TooShort => {
                Advice::Missing(problem.limit.unwrap_or(min_length).saturating_sub(length))
            }
            FieldRule::TooLong => Advice::TooMany(length.saturating_sub(problem.limit.unwrap_or(length))),
            rule => Advice::Refused(rule),
        };
    }
    match verdict {
        Verdict::Unasked => Advice::Nothing,
        Verdict::Pending => Advice::Asking,
        Verdict::Unknown => Advice::LongEnough,
        Verdict::Refused(rule) => Advice::Refused(rule),
        Verdict::Weak(advice) => Advice::Weak(advice),
        Verdict::Strong => Advice::Strong,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pending(password: &str) -> Advice {
        of(password, 15, &["camilles".to_owned(), "Cedar Hill Family Practice".to_owned()], Verdict::Pending)
    }

    /// While typing, it is counted down to what the server will accept, and not a character further.
    #[test]
    fn advice_counts_down_to_an_acceptable_password() {
        assert_eq!(pending(""), Advice::Nothing);
        assert_eq!(pending("a"), Advice::Missing(14));
        assert_eq!(pending(&"é".repeat(14)), Advice::Missing(1));
        assert_eq!(pending(&"é".repeat(15)), Advice::Asking);
        assert_eq!(pending(&"a".repeat(258)), Advice::TooMany(2));
        assert_eq!(pending("cedar hill family practice"), Advice::Refused(FieldRule::TooEasyToGuess));
    }

    /// A common password is not called long enough before the server has said that it is no common one; without an
    /// answer, no more is said than is known.
    #[test]
    fn the_server_has_the_last_word() {
        let strength = |refused_by, score| PasswordStrength {
            refused_by,
            score,
            advice: vec![StrengthAdvice::AvoidDates, StrengthAdvice::AddWords],
        };
        for (answer, advice) in [
            (Ok(strength(Some(FieldRule::TooCommon), 0)), Advice::Refused(FieldRule::TooCommon)),
            (Ok(strength(None, 2)), Advice::Weak(Some(StrengthAdvice::AvoidDates))),
            (Ok(strength(None, 3)), Advice::Strong),
            (Err(ApiError::Network), Advice::LongEnough),
        ] {
            assert_eq!(of(&"a".repeat(15), 15, &[], Verdict::told_by(answer.clone())), advice);
            assert_eq!(of("a", 15, &[], Verdict::told_by(answer)), Advice::Missing(14));
        }
    }
}
