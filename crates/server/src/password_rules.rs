//! What makes a password acceptable to the server: the contract's rule, and what only the server can know.
//!
//! NIST SP 800-63B-4, section 3.1.1.2: a password is compared as a whole with those that are common, expected or
//! known from breaches, and the reason for a refusal is told.

mod common;
mod walk;

use crate::password_hash::normalised;
use staffroom_contract::field::name;
use staffroom_contract::password::{bare, check_password};
use staffroom_contract::staff::full_name;
use staffroom_contract::{FieldProblem, FieldRule, Secret};
use staffroom_store::{ListedStaff, Practice};
use std::borrow::Cow;

/// The product's own name, which is as easy to guess as the practice's.
const PRODUCT: &str = "Staffroom";

/// The shortest part of a name that is looked for, in bytes: initials would fit anywhere.
const PART_MIN: usize = 3;

/// Judges a password that somebody chooses for themselves, in the form in which it will be kept.
///
/// # Errors
/// The rule that refuses it.
pub fn check(password: &Secret, person: &ListedStaff, practice: &Practice) -> Result<(), FieldProblem> {
    let password = normalised(password.expose());
    let words = known_words(person, practice);
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    if let Some(problem) = check_password(&password, practice.min_password_length, words.iter().copied()) {
        return Err(problem);
    }
    if is_made_of(&password, &words) {
        return Err(FieldProblem::new(name::PASSWORD, FieldRule::TooEasyToGuess));
    }
    if common::is_too_common(&password) {
        return Err(FieldProblem::new(name::PASSWORD, FieldRule::TooCommon));
    }
    Ok(())
}

/// What would be guessed first of a person's password, because everybody around them knows it.
pub fn known_words<'a>(person: &'a ListedStaff, practice: &'a Practice) -> [Cow<'a, str>; 7] {
    [
        full_name(&person.first_name, &person.last_name).into(),
        person.first_name.as_str().into(),
        person.last_name.as_str().into(),
        person.username.as_str().into(),
        person.email.as_deref().unwrap_or_default().into(),
        practice.name.as_str().into(),
        PRODUCT.into(),
    ]
}

/// Whether the letters of a password are those of `words` and of their parts, one after the other, each as often as
/// one likes.
fn is_made_of(password: &str, words: &[&str]) -> bool {
    let typed = letters(password);
    let mut parts: Vec<String> = words
        .iter()
        .flat_map(|word| word.split(|c: char| !c.is_alphanumeric()).chain([*word]))
        .map(letters)
        .filter(|part| part.len() >= PART_MIN)
        .collect();
    parts.sort_unstable();
    parts.dedup();
    let mut is_end = vec![false; typed.len() + 1];
    is_end[0] = true;
    for at in 0..typed.len() {
        if is_end[at] {
            for part in parts.iter().filter(|part| typed[at..].starts_with(part.as_str())) {
                is_end[at + part.len()] = true;
            }
        }
    }
    !typed.is_empty() && is_end[typed.len()]
}

/// A text's letters in lower case: people put numbers behind their name, and between its parts.
fn letters(text: &str) -> String {
    bare(text).chars().filter(|c| !c.is_numeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names do not get harder to guess by being repeated, combined or numbered; with a word of one's own they do.
    #[test]
    fn names_in_any_combination_are_refused() {
        let words = ["Camille Nurse", "camilles", "cnurse@email.xyz", "Cedar Hill Family Practice"];
        for password in [
            "camillecamille1",
            "nurse-camille-2025",
            "Cedar2Hill4Nurse",
            "camilles!camilles",
            "hillhillhillhill",
        ] {
            assert!(is_made_of(password, &words), "{password}");
        }
        for password in ["cedar hill and a goat", "123456789012345", "😀😀", "", "camille et marcus"] {
            assert!(!is_made_of(password, &words), "{password}");
        }
    }
}
