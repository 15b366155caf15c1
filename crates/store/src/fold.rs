//! Texts as they are compared, searched and sorted: one fold for every database, so that none of them has to
//! agree with another about case and accents.

use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::props::GeneralCategory;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

const CASE: CaseMapperBorrowed<'static> = CaseMapper::new();
const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
const NFKC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfkc();
const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();
const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();

/// Signs that people put between the digits of a phone number, or leave out.
const PHONE_SIGNS: &str = " +-()./";

/// Stands between last and first name in a [`sort_key`]. Lower than anything in a name, so that all of one
/// family come before the next longer name.
const NAME_END: char = '\u{1}';

/// What makes a username or an email address the same as another: NFKC, then Unicode's default case folding,
/// then NFC. It depends on no language, and a text that is folded already stays as it is.
pub fn identity_key(text: &str) -> String {
    NFC.normalize(&case_folded(text)).into_owned()
}

/// What people order the list by: without case and accents, last name first. Compared byte by byte.
pub fn sort_key(last_name: &str, first_name: &str) -> String {
    let mut key = plain(last_name);
    key.push(NAME_END);
    key.push_str(&plain(first_name));
    key
}

/// What things that have one name are ordered by: without case and accents. Compared byte by byte.
pub fn name_sort_key(name: &str) -> String {
    plain(name)
}

/// What a search looks through: the fields of one person, each on its own line, without case, accents and the
/// punctuation of phone numbers.
pub fn search_text<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let lines: Vec<_> = fields.into_iter().map(|field| without_phone_signs(&plain(field))).collect();
    lines.join("\n")
}

/// The words of a search, in the same form as [`search_text`]. Somebody is found if each of them occurs in
/// their text.
pub fn search_words(search: &str) -> Vec<String> {
    plain(search)
        .split(|c: char| c.is_whitespace() || c.is_control())
        // "Nurse, Camille" means the two names.
        .map(|word| word.trim_matches([',', ';']))
        .filter(|word| !word.is_empty())
        .map(without_phone_signs)
        .collect()
}

fn case_folded(text: &str) -> String {
    CASE.fold_string(&NFKC.normalize(text)).into_owned()
}

/// A text without case and accents.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in NFD.normalize(&case_folded(text)).chars() {
        match simple_spelling(c) {
            Some(spelling) => plain.push_str(spelling),
            None if CATEGORY.get(c) == GeneralCategory::NonspacingMark => {}
            None => plain.push(c),
        }
    }
    NFC.normalize(&plain).into_owned()
}

/// How a keyboard without the letter spells it, where Unicode itself takes the letter for undividable.
const fn simple_spelling(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'þ' => "th",
        '‘' | '’' | 'ʼ' => "'",
        '‐' | '–' => "-",
        _ => return None,
    })
}

/// Drops phone signs that have a digit or an end of the text at both sides. What is part of a text remains
/// part of it afterwards, wherever it was cut out.
fn without_phone_signs(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c| PHONE_SIGNS.contains(c)) {
        let (before, signs_on) = rest.split_at(at);
        kept.push_str(before);
        let after = signs_on.trim_start_matches(|c| PHONE_SIGNS.contains(c));
        let signs = &signs_on[..signs_on.len() - after.len()];
        let follows_digit = kept.is_empty() || kept.ends_with(is_digit);
        let precedes_digit = after.is_empty() || after.starts_with(is_digit);
        let is_alone = kept.is_empty() && after.is_empty();
        if is_alone || !(follows_digit && precedes_digit) {
            kept.push_str(signs);
        }
        rest = after;
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(search: &str, fields: &[&str]) -> bool {
        let text = search_text(fields.iter().copied());
        search_words(search).iter().all(|word| text.contains(word.as_str()))
    }

    /// Nobody takes a username that differs from another only by case or by how a letter is composed.
    #[test]
    fn a_key_is_the_same_in_any_case_and_composition() {
        assert_eq!(identity_key("CamilleS"), "camilles");
        assert_eq!(identity_key("STRASSE@example.com"), identity_key("straße@example.com"));
        assert_eq!(identity_key("cafe\u{301}"), identity_key("CAF\u{c9}"));
        assert_eq!(identity_key("ｃａｍｉｌｌｅｓ"), "camilles");
    }

    /// A look-alike letter is another letter: a dotless i does not open the account of one with a dot.
    #[test]
    fn a_key_does_not_mix_up_letters_that_look_alike() {
        assert_ne!(identity_key("ADMıN@example.com"), identity_key("admin@example.com"));
        assert_ne!(identity_key("аdmin"), identity_key("admin"));
        assert_ne!(identity_key("josé"), identity_key("jose"));
    }

    /// A key that is folded once more is still the same key.
    #[test]
    fn a_key_is_stable() {
        for text in ["İstanbul", "ΣΊΣΥΦΟΣ", "ﬁnance", "ǅ", "ᾳ\u{345}", "Ⓐ", "ẞ", "가"] {
            let key = identity_key(text);
            assert_eq!(identity_key(&key), key, "{text}");
        }
    }

    /// People are found without the accents of their names, and by typing them too.
    #[test]
    fn accents_do_not_count_in_a_search() {
        for search in ["jose nunez", "José Núñez", "JOSÉ", "Nunez, Jose", "nun̂ez"] {
            assert!(finds(search, &["José", "Núñez"]), "{search}");
        }
        assert!(finds("nguyen duc", &["Đức", "Nguyễn"]));
        assert!(finds("soren", &["Søren", "Ærø"]));
        assert!(finds("o'brien", &["Ann", "O’Brien"]));
        assert!(finds("istanbul", &["İSTANBUL"]));
    }

    /// A phone number is found by its digits, however it is written on either side.
    #[test]
    fn punctuation_of_phone_numbers_does_not_count() {
        for search in ["1112223333", "111-222", "222 3333", "(111) 222-3333", "111.222.3333", "111-", "1 (1"]
        {
            assert!(finds(search, &["Ann", "111-222-3333"]), "{search}");
            assert!(finds(search, &["Ann", "+1 (111) 222 3333 ext. 4"]), "{search}");
        }
        assert!(!finds("111-223", &["Ann", "111-222-3333"]));
        assert!(finds("ext. 4", &["+1 (111) 222 3333 ext. 4"]));
    }

    /// The signs of a phone number stand in usernames and emails too, and can be searched for there.
    #[test]
    fn any_part_of_a_word_is_found() {
        for text in ["jamie_demo-12-34.x+1@example.com", "9.lives", "a-1", "employee13"] {
            for (start, _) in text.char_indices() {
                for (end, last) in text.char_indices().skip_while(|(end, _)| *end < start) {
                    let part = &text[start..end + last.len_utf8()];
                    let is_found = finds(part, &[text]);
                    let is_signs_only = part.chars().all(|c| PHONE_SIGNS.contains(c));
                    assert!(is_found || is_signs_only, "{part} in {text}");
                }
            }
        }
    }

    /// Words are found within a field, and not across two of them.
    #[test]
    fn a_word_does_not_reach_into_the_next_field() {
        assert!(!finds("nursecamille", &["Nurse", "Camille"]));
        assert!(!finds("3411", &["12-34", "111-222-3333"]));
    }

    /// Nothing to look for finds everyone.
    #[test]
    fn white_space_commas_and_control_characters_are_no_words() {
        assert!(search_words(" \u{a0}\t, ;\0 ").is_empty());
        assert_eq!(search_words("camille\0nurse"), ["camille", "nurse"]);
    }

    /// Names are ordered as in a directory: by family, whatever their case and accents.
    #[test]
    fn names_sort_by_family_without_case_and_accents() {
        let mut names = [
            ("Nurse-Lee", "Ann"),
            ("nurse", "Camille"),
            ("Ärzte", "Zoe"),
            ("NURSE", "Bo"),
            ("Azimi", "Dana"),
        ];
        names.sort_by_key(|(last, first)| sort_key(last, first));
        assert_eq!(names.map(|(_, first)| first), ["Zoe", "Dana", "Bo", "Camille", "Ann"]);
    }
}
