//! What makes a password acceptable: one rule, told before typing and run on both sides.
//!
//! NIST SP 800-63B-4, section 3.1.1.2: at least 15 characters where the password may be the only factor, at
//! least 64 accepted, each Unicode code point counted as one, no rules of composition, no rotation, and a
//! comparison with names that are easy to guess.

use crate::field::{FieldProblem, FieldRule, name};

/// The shortest password that a practice may let people choose, in code points.
pub const PASSWORD_MIN: u32 = 15;
/// The longest password, in code points.
pub const PASSWORD_MAX: u32 = 256;

/// Says whether `password` is acceptable, and if not, by which rule.
///
/// `password` is in Unicode normalisation form C; the caller sees to that, since the browser has the tables
/// for it built in. `min_length` is the shortest that the practice lets people choose, in code points; it counts for no
/// less than [`PASSWORD_MIN`]. `context` are the words that would be guessed first: the person's names, username and
/// email, the practice's name. Only a password that consists of nothing else is refused, whatever its case
/// and punctuation.
pub fn check_password<'a>(
    password: &str,
    min_length: u32,
    context: impl IntoIterator<Item = &'a str>,
) -> Option<FieldProblem> {
    let length = password.chars().count();
    if length == 0 {
        return Some(FieldProblem::new(name::PASSWORD, FieldRule::Required));
    }
    let min_length = min_length.max(PASSWORD_MIN);
    if length < min_length as usize {
        return Some(FieldProblem::with_limit(name::PASSWORD, FieldRule::TooShort, min_length));
    }
    if length > PASSWORD_MAX as usize {
        return Some(FieldProblem::with_limit(name::PASSWORD, FieldRule::TooLong, PASSWORD_MAX));
    }
    let bare_password = bare(password);
    let is_context_word = |word: &str| {
        let word = bare(word);
        !word.is_empty() && word == bare_password
    };
    context
        .into_iter()
        .any(is_context_word)
        .then(|| FieldProblem::new(name::PASSWORD, FieldRule::TooEasyToGuess))
}

/// A text as it is compared: its letters and digits alone, in lower case.
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(password: &str) -> Option<FieldRule> {
        check_password(password, PASSWORD_MIN, ["Camille Nurse", "camilles", "Cedar Hill Family Practice"])
            .map(|problem| problem.rule)
    }

    /// Length counts code points, and its bounds are where NIST and the product put them.
    #[test]
    fn length_counts_code_points() {
        assert_eq!(rule(""), Some(FieldRule::Required));
        assert_eq!(rule(&"a".repeat(14)), Some(FieldRule::TooShort));
        assert_eq!(rule(&"a".repeat(15)), None);
        assert_eq!(rule(&"😀".repeat(15)), None);
        assert_eq!(rule(&"é".repeat(256)), None);
        assert_eq!(rule(&"é".repeat(257)), Some(FieldRule::TooLong));
    }

    /// A practice may ask for longer passwords, and never for less than is safe.
    #[test]
    fn a_practice_may_ask_for_longer_passwords() {
        let refused = |length, min_length| {
            check_password(&"a".repeat(length), min_length, []).and_then(|problem| problem.limit)
        };
        assert_eq!(refused(19, 20), Some(20));
        assert_eq!(refused(20, 20), None);
        assert_eq!(refused(14, 8), Some(15));
    }

    /// No character class is asked for, and no character is forbidden.
    #[test]
    fn there_are_no_rules_of_composition() {
        for password in
            ["all lower case words", "               ", "123456789012345", "пароль-из-слов-и-букв"]
        {
            assert_eq!(rule(password), None, "{password}");
        }
    }

    /// The practice's own name is the first thing that somebody would try.
    #[test]
    fn a_password_that_is_only_a_known_name_is_refused() {
        assert_eq!(rule("cedar-hill-FAMILY-practice!"), Some(FieldRule::TooEasyToGuess));
        assert_eq!(rule("cedar hill family practice and a goat"), None);
    }
}
