//! Runs along what everybody has before their eyes: the alphabet, the numbers, the keyboard.

/// What one walks along, in either direction. Numbers go on after nine; the rows of the keyboard follow each other.
const PATHS: [&str; 4] = [
    "abcdefghijklmnopqrstuvwxyz",
    "12345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];

/// The fewest characters in a row that are a run and no accident.
const RUN_MIN: usize = 3;

/// Whether a text in lower case is nothing but runs, one after the other, and perhaps the beginning of another.
pub(super) fn is_walk(characters: &[char]) -> bool {
    let mut rest = characters;
    while rest.len() >= RUN_MIN {
        let run = run_at_beginning(rest);
        if run < RUN_MIN {
            return false;
        }
        rest = &rest[run..];
    }
    characters.len() >= RUN_MIN
}

/// How many characters of a text, which is not empty, are a run.
fn run_at_beginning(characters: &[char]) -> usize {
    let same = characters.iter().take_while(|c| **c == characters[0]).count();
    let along = PATHS.iter().flat_map(|path| {
        let forwards = common_beginning(characters, &path.chars().collect::<Vec<_>>());
        let backwards = common_beginning(characters, &path.chars().rev().collect::<Vec<_>>());
        [forwards, backwards]
    });
    along.fold(same, usize::max)
}

/// How long the text and the path go along, from wherever on the path that is the longest.
fn common_beginning(characters: &[char], path: &[char]) -> usize {
    let length_from = |start| characters.iter().zip(&path[start..]).take_while(|(a, b)| a == b).count();
    (0..path.len()).map(length_from).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walks(text: &str) -> bool {
        is_walk(&text.chars().collect::<Vec<_>>())
    }

    /// Along the rows or the columns, forwards or back, with as many turns as one likes.
    #[test]
    fn a_walk_is_nothing_but_runs() {
        for text in [
            "123456789012345",
            "qwertyuiopasdfgh",
            "poiuytrewqlkjhgf",
            "1qaz2wsx3edc4rfv",
            "qweasdzxc123456",
            "aaabbbcccdddeee",
            "abcdefg1234567z",
        ] {
            assert!(walks(text), "{text}");
        }
        for text in ["", "ab", "fifteenletters", "830174629518037", "qwertyandagoat1", "zabcdefghijklmn"] {
            assert!(!walks(text), "{text}");
        }
    }
}
