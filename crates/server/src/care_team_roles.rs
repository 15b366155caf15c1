//! What people do in a care team: the SNOMED CT occupations that there are to choose.
//!
//! A practice needs few of the hundreds that there are. To add one, look its code up in a release of SNOMED CT; the
//! words are its fully specified name.
//!
//! Source: SNOMED CT, US Edition of September 2024, descendants of 223366009 (Healthcare professional) and of 14679004
//! (Occupation). This material includes SNOMED Clinical Terms® (SNOMED CT®), which is used by permission of the
//! International Health Terminology Standards Development Organisation.

use staffroom_contract::CodedValue;
use staffroom_store::fold::{search_text, search_words};

/// Code and words, in the order of the words.
const ROLES: [(&str, &str); 34] = [
    ("224608005", "Administrative healthcare staff (occupation)"),
    ("225725005", "Chaplain (occupation)"),
    ("224573008", "Charge nurse (occupation)"),
    ("224570006", "Clinical nurse specialist (occupation)"),
    ("224609002", "Complementary health worker (occupation)"),
    ("106289002", "Dentist (occupation)"),
    ("159033005", "Dietitian (occupation)"),
    ("310182000", "General nurse (occupation)"),
    ("59058001", "General physician (occupation)"),
    ("224577009", "Healthcare assistant (occupation)"),
    ("224579007", "Healthcare service manager (occupation)"),
    ("22515006", "Medical assistant (occupation)"),
    ("158965000", "Medical practitioner (occupation)"),
    ("159016003", "Medical radiographer (occupation)"),
    ("394572006", "Medical secretary (occupation)"),
    ("398130009", "Medical student (occupation)"),
    ("307988006", "Medical technician (occupation)"),
    ("224563006", "Mental health nurse (occupation)"),
    ("224571005", "Nurse practitioner (occupation)"),
    ("224576000", "Nursing assistant (occupation)"),
    ("80546007", "Occupational therapist (occupation)"),
    ("224587008", "Occupational therapy helper (occupation)"),
    ("224562001", "Pediatric nurse (occupation)"),
    ("46255001", "Pharmacist (occupation)"),
    ("159040006", "Pharmacy technician (occupation)"),
    ("309343006", "Physician (occupation)"),
    ("449161006", "Physician assistant (occupation)"),
    ("36682004", "Physiotherapist (occupation)"),
    ("224595007", "Professional counselor (occupation)"),
    ("106292003", "Professional nurse (occupation)"),
    ("59944000", "Psychologist (occupation)"),
    ("224588003", "Psychotherapist (occupation)"),
    ("224535009", "Registered nurse (occupation)"),
    ("159026005", "Speech/language therapist (occupation)"),
];

/// The role with this code.
pub fn with_code(code: &str) -> Option<CodedValue> {
    ROLES.into_iter().find(|(known, _)| *known == code).map(value)
}

/// The roles in whose words or code all words of `search` occur, in the order of their words.
pub fn matching(search: &str) -> Vec<CodedValue> {
    let words = search_words(search);
    let fits = |(code, display): &(&str, &str)| {
        let text = search_text([*display, *code]);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    ROLES.into_iter().filter(fits).map(value).collect()
}

fn value((code, display): (&str, &str)) -> CodedValue {
    CodedValue { code: code.to_owned(), display: display.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How two digits combine in the dihedral group of order ten.
    fn combine(one: u8, other: u8) -> u8 {
        match (one < 5, other < 5) {
            (true, true) => (one + other) % 5,
            (true, false) => 5 + (one + other) % 5,
            (false, true) => 5 + (one + 5 - other) % 5,
            (false, false) => (one + 5 - other) % 5,
        }
    }

    /// Whether a code ends in Verhoeff's check digit, as each of SNOMED CT does (Release File Specifications, 6.7).
    fn has_check_digit(code: &str) -> bool {
        const PERMUTATION: [u8; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let digits =
            code.bytes().rev().enumerate().map(|(at, digit)| {
                (0..at % 8).fold(digit - b'0', |digit, _| PERMUTATION[usize::from(digit)])
            });
        digits.fold(0, combine) == 0
    }

    /// A code that was mistyped in this list would be another occupation's, or nobody's.
    #[test]
    fn no_code_is_mistyped() {
        for (code, display) in ROLES {
            assert!(has_check_digit(code), "{display}");
            assert!(display.ends_with(" (occupation)"), "{display}");
        }
        assert!(!has_check_digit("310182001"));
    }

    /// Each stands there once, where one looks for it.
    #[test]
    fn the_list_is_in_order() {
        assert!(ROLES.is_sorted_by(|(_, one), (_, next)| one < next));
        for (code, display) in ROLES {
            assert_eq!(with_code(code).unwrap().display, display);
        }
        assert_eq!(with_code("1"), None);
    }

    /// A role is found by any part of its words, in any case, or by its code.
    #[test]
    fn a_role_is_found_by_its_words_and_its_code() {
        let found = |search| matching(search).into_iter().map(|role| role.display).collect::<Vec<_>>();
        assert_eq!(found("GENERAL nur"), ["General nurse (occupation)"]);
        assert_eq!(found("310182"), ["General nurse (occupation)"]);
        assert_eq!(found("astronaut"), [""; 0]);
        assert_eq!(found(" ").len(), ROLES.len());
    }
}
