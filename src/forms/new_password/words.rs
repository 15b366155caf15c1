//! The sentences around a password that is being chosen.

use super::advice::Advice;
use staffroom_contract::password::PASSWORD_MAX;
use staffroom_contract::{FieldRule, StrengthAdvice};

pub(super) const NEW_PASSWORD: &str = "New password";
pub(super) const SHOW: &str = "Show";
pub(super) const SHOW_PASSWORD: &str = "Show password";
pub(super) const HIDE: &str = "Hide";
pub(super) const HIDE_PASSWORD: &str = "Hide password";
pub(super) const IS_VISIBLE: &str = "Your password is visible.";
pub(super) const IS_HIDDEN: &str = "Your password is hidden.";

/// The rules for a password of at least so many characters, told before typing.
pub(super) fn rules(min_length: u32) -> String {
    format!(
        "{min_length} to {PASSWORD_MAX} characters of any kind, spaces too. A few words that you will remember \
         make a good one."
    )
}

/// What is said while a password is being typed.
pub(super) fn advice(advice: Advice) -> String {
    match advice {
        Advice::Nothing => String::new(),
        Advice::Missing(1) => "1 more character".to_owned(),
        Advice::Missing(count) => format!("{count} more characters"),
        Advice::TooMany(1) => "1 character too many".to_owned(),
        Advice::TooMany(count) => format!("{count} characters too many"),
        Advice::Refused(FieldRule::TooCommon) => {
            "Choose another one: this is among the first that are tried".to_owned()
        }
        Advice::Refused(_) => "Add a few words: this alone is too easy to guess".to_owned(),
        Advice::Asking => "Checking…".to_owned(),
        Advice::LongEnough => "Long enough".to_owned(),
        Advice::Weak(what) => format!("Long enough, but easy to guess. {}", what_helps(what)),
        Advice::Strong => "Long enough, and hard to guess".to_owned(),
    }
}

const fn what_helps(advice: Option<StrengthAdvice>) -> &'static str {
    match advice {
        Some(StrengthAdvice::AvoidCommonPasswords) => "It holds a password that many people have.",
        Some(StrengthAdvice::AvoidSequences) => "Leave out runs along the keyboard or the alphabet.",
        Some(StrengthAdvice::AvoidRepeats) => "Leave out what is repeated.",
        Some(StrengthAdvice::AvoidDates) => "Leave out dates and years.",
        Some(StrengthAdvice::AvoidNames) => "Leave out names.",
        Some(StrengthAdvice::AvoidSubstitutions) => {
            "Capitals, and signs in the place of letters, help little."
        }
        Some(StrengthAdvice::AddWords) | None => "Add a word or two that do not belong with it.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One missing character is not "1 more characters".
    #[test]
    fn advice_counts_in_words() {
        assert_eq!(advice(Advice::Missing(1)), "1 more character");
        assert_eq!(advice(Advice::Missing(7)), "7 more characters");
        assert_eq!(advice(Advice::TooMany(1)), "1 character too many");
    }

    /// The rules are one and the same everywhere, with the contract's own numbers.
    #[test]
    fn the_rules_are_told_with_their_numbers() {
        assert!(rules(15).starts_with("15 to 256 characters"));
    }
}
