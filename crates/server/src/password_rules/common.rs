//! Passwords that are tried first: those of a list, and what people make of them to fill a length.

use super::walk::is_walk;
use staffroom_contract::password::bare;

/// Where the words come from, and in which form they stand, is written beside them.
const LIST: &str = include_str!("../../data/common-passwords.txt");

/// So many characters are no word, but still too few to be repeated.
const SHORT: usize = 7;

/// The fewest characters, digits at the end left aside, that are taken for what the password is about.
const MAIN_PART_MIN: usize = 8;

/// Whether a password is a common one, whatever its case, its punctuation and the digits at its end: a listed one, a
/// run along the keyboard, the alphabet or the numbers, or a short or listed one that is repeated.
pub(super) fn is_too_common(password: &str) -> bool {
    let bare = bare(password);
    if bare.is_empty() {
        return is_repetition(&password.chars().collect::<Vec<_>>());
    }
    let main_part = without_number(&bare);
    if is_listed(&bare) || is_listed(main_part) {
        return true;
    }
    [bare.as_str(), main_part].into_iter().any(|form| {
        let characters: Vec<_> = form.chars().collect();
        characters.len() >= MAIN_PART_MIN && (is_walk(&characters) || is_repetition(&characters))
    })
}

/// Whether a short or a common word comes at least twice, the last time perhaps not to its end.
fn is_repetition(characters: &[char]) -> bool {
    let length = characters.len();
    let repeats = |period: &usize| characters.iter().zip(&characters[*period..]).all(|(a, b)| a == b);
    let Some(period) = (1..=length / 2).find(repeats) else { return false };
    let unit = &characters[..period];
    let word: String = unit.iter().collect();
    period <= SHORT || is_walk(unit) || is_listed(&word) || is_listed(without_number(&word))
}

/// A word without the digits at its end, if anything is left then.
fn without_number(word: &str) -> &str {
    let without = word.trim_end_matches(|c: char| c.is_ascii_digit());
    if without.is_empty() { word } else { without }
}

/// Whether the list has this word.
fn is_listed(word: &str) -> bool {
    let list = LIST.as_bytes();
    let is_line_feed = |byte: &u8| *byte == b'\n';
    // Both are where a line begins.
    let (mut low, mut high) = (0, list.len());
    while low < high {
        let middle = low.midpoint(high);
        let start = list[low..middle].iter().rposition(is_line_feed).map_or(low, |at| low + at + 1);
        let end = list[start..].iter().position(is_line_feed).map_or(list.len(), |at| start + at);
        match list[start..end].cmp(word.as_bytes()) {
            std::cmp::Ordering::Less => low = end + 1,
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The list is in the order in which it is searched and in the form in which it is compared, so that every line of
    /// it can be found.
    #[test]
    fn the_list_is_as_it_is_searched() {
        assert!(LIST.lines().count() > 40_000);
        assert!(LIST.lines().is_sorted_by(|a, b| a < b));
        for line in LIST.lines() {
            assert_eq!(without_number(&bare(line)), line);
            assert!(is_listed(line), "{line}");
        }
        for word in ["", "a", "zzzzzzzzzzzzzz", "password1", "\u{10ffff}"] {
            assert!(!is_listed(word), "{word}");
        }
    }

    /// A common password stays one however it is lengthened: by digits, punctuation, capitals or itself.
    #[test]
    fn common_passwords_are_refused_however_they_are_lengthened() {
        for password in [
            "aaaaaaaaaaaaaaa",
            "               ",
            "!!!!!!!!!!!!!!!!",
            "123456789012345",
            "098765432109876",
            "qwertyuiopasdfgh",
            "Qwertyuiop[]123456",
            "1qaz2wsx3edc4rfv",
            "abcdefghijklmno",
            "zyxwvutsrqponml",
            "abcd1234efgh5678",
            "passwordpassword1",
            "Password1Password1",
            "P a s s w o r d 2024 !!",
            "password12345678",
            "Liverpool1234567!",
            "letmeinletmeinletmein",
            "abc123abc123abc123",
            "monkeymonkeymon",
            "iloveyou-iloveyou-iloveyou",
        ] {
            assert!(is_too_common(password), "{password}");
        }
    }

    /// Words that do not belong together, and numbers that come from nowhere, are what a password should be.
    #[test]
    fn anything_else_is_left_alone() {
        for password in [
            "the password of camilles",
            "a password of my own",
            "fifteen letters",
            "830174629518037",
            "correct horse battery staple",
            "пароль-из-слов-и-букв",
            "x83017462951803",
            &"àèìòùáéíóúâêîôûz".repeat(16),
            "😀🌲🐈🚲🎈🍋🐌🌙⚓🥨🧦🪁🐙🎻🛶",
        ] {
            assert!(!is_too_common(password), "{password}");
        }
    }
}
