//! How hard a password is to guess, by the estimate of `zxcvbn`: what it would take somebody who knows how people
//! choose.

use crate::password_hash::normalised;
use crate::password_rules;
use staffroom_contract::{PasswordStrength, Secret, StrengthAdvice};
use staffroom_store::{ListedStaff, Practice};
use std::collections::BTreeSet;
use zxcvbn::feedback::{Feedback, Suggestion, Warning};
use zxcvbn::zxcvbn;

/// How much of a password is looked at, in code points: the time that an estimate takes grows faster than its length.
/// What comes behind makes no password easier to guess.
const LOOKED_AT: usize = 64;

/// Signs that may stand for a letter, but hardly ever do. Each doubles the time, or worse, since every letter that a
/// sign may stand for is tried with those of all others.
const NO_LETTERS: &[char] = &['(', '{', '[', '<', '|', '%', '+'];

/// How much advice is given at once.
const ADVICE_AT_MOST: usize = 2;

/// Judges a password that somebody is about to choose for themselves, as [`password_rules::check`] will, and estimates
/// how hard it is to guess. It takes a while, and is no work for an asynchronous task.
pub fn estimate(password: &Secret, person: &ListedStaff, practice: &Practice) -> PasswordStrength {
    if let Err(problem) = password_rules::check(password, person, practice) {
        return PasswordStrength { refused_by: Some(problem.rule), score: 0, advice: Vec::new() };
    }
    let password = looked_at(password);
    let words = password_rules::known_words(person, practice);
    let parts: Vec<_> = words.iter().flat_map(|word| parts_of(word)).collect();
    let entropy = zxcvbn(&password, &parts);
    PasswordStrength {
        refused_by: None,
        score: entropy.score().into(),
        advice: entropy.feedback().map(advice).unwrap_or_default(),
    }
}

/// As much of a password as is looked at, without what would take long.
fn looked_at(password: &Secret) -> String {
    let password = normalised(password.expose());
    password.chars().take(LOOKED_AT).map(|c| if NO_LETTERS.contains(&c) { '_' } else { c }).collect()
}

/// A text, and the words in it.
fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).chain([text]).filter(|part| !part.is_empty())
}

fn advice(feedback: &Feedback) -> Vec<StrengthAdvice> {
    let warned = feedback.warning().map(of_warning);
    let suggested = feedback.suggestions().iter().filter_map(|suggestion| of_suggestion(*suggestion));
    let mut given = BTreeSet::new();
    let all = warned.into_iter().chain(suggested).chain([StrengthAdvice::AddWords]);
    all.filter(|advice| given.insert(*advice as u8)).take(ADVICE_AT_MOST).collect()
}

const fn of_warning(warning: Warning) -> StrengthAdvice {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess
        | Warning::SequencesLikeAbcAreEasyToGuess => StrengthAdvice::AvoidSequences,
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            StrengthAdvice::AvoidRepeats
        }
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => StrengthAdvice::AvoidCommonPasswords,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => StrengthAdvice::AvoidDates,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => StrengthAdvice::AvoidNames,
        Warning::AWordByItselfIsEasyToGuess => StrengthAdvice::AddWords,
    }
}

const fn of_suggestion(suggestion: Suggestion) -> Option<StrengthAdvice> {
    Some(match suggestion {
        Suggestion::AvoidSequences | Suggestion::UseALongerKeyboardPatternWithMoreTurns => {
            StrengthAdvice::AvoidSequences
        }
        Suggestion::AvoidRepeatedWordsAndCharacters => StrengthAdvice::AvoidRepeats,
        Suggestion::AvoidRecentYears
        | Suggestion::AvoidYearsThatAreAssociatedWithYou
        | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => StrengthAdvice::AvoidDates,
        Suggestion::CapitalizationDoesntHelpVeryMuch
        | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase
        | Suggestion::ReversedWordsArentMuchHarderToGuess
        | Suggestion::PredictableSubstitutionsDontHelpVeryMuch => StrengthAdvice::AvoidSubstitutions,
        Suggestion::UseAFewWordsAvoidCommonPhrases | Suggestion::AddAnotherWordOrTwo => {
            StrengthAdvice::AddWords
        }
        // True, and nothing to be done about.
        Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{FieldRule, StaffId, StaffStatus, SystemRole};

    fn estimate_of(password: &str) -> PasswordStrength {
        let person = ListedStaff {
            id: StaffId::new("camilles"),
            first_name: "Camille".to_owned(),
            last_name: "Nurse".to_owned(),
            username: "camilles".to_owned(),
            email: Some("camilles@email.xyz".to_owned()),
            cell_phone: None,
            primary_provider: None,
            role: SystemRole::Nurse.into(),
            status: StaffStatus::Active,
            last_sign_in_at: None,
            link_expires_at: None,
        };
        let practice = Practice { name: "Cedar Hill Family Practice".to_owned(), ..Practice::default() };
        estimate(&Secret::new(password), &person, &practice)
    }

    /// What would be refused is said to be, by the rule that will refuse it.
    #[test]
    fn what_would_be_refused_is_told() {
        for (password, rule) in [
            ("", FieldRule::Required),
            ("fourteen chars", FieldRule::TooShort),
            ("nurse-camille-2025", FieldRule::TooEasyToGuess),
            ("passwordpassword1", FieldRule::TooCommon),
        ] {
            let refused = PasswordStrength { refused_by: Some(rule), score: 0, advice: Vec::new() };
            assert_eq!(estimate_of(password), refused, "{password}");
        }
    }

    /// Words that do not belong together are hard to guess, and nothing is left to be said about them.
    #[test]
    fn strangers_among_words_are_strong() {
        for password in
            ["correct horse battery staple", "goat umbrella ninety lemons", "пароль-из-слов-и-букв"]
        {
            let strength = estimate_of(password);
            assert!(strength.score >= PasswordStrength::STRONG && strength.advice.is_empty(), "{strength:?}");
        }
    }

    /// Advice names what makes the password weak.
    #[test]
    fn advice_says_what_to_change() {
        for (password, advice) in [
            ("12/24/1999iloveyou", StrengthAdvice::AvoidDates),
            ("lovelovelove1love", StrengthAdvice::AvoidRepeats),
        ] {
            let strength = estimate_of(password);
            assert!(strength.score < PasswordStrength::STRONG, "{password}: {strength:?}");
            assert!(strength.advice.contains(&advice), "{password}: {strength:?}");
            assert!(strength.advice.len() <= ADVICE_AT_MOST, "{password}: {strength:?}");
        }
    }

    /// However long a password is, only its beginning costs time; it gets no weaker behind it.
    #[test]
    fn only_the_beginning_is_looked_at() {
        let strong = "correct horse battery staple ".repeat(3);
        assert_eq!(estimate_of(&format!("{strong}aaaaaaaa")), estimate_of(&strong));
    }
}
