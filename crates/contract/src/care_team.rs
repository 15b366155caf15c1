//! What somebody does in a care team, and the number that the outside knows them by.

use crate::field::{FieldProblem, FieldRule};
use serde::{Deserialize, Serialize};

/// How many digits a National Provider Identifier has (45 CFR 162.406).
const NPI_DIGITS: usize = 10;
/// How many digits an NCSBN ID has.
const NCSBN_DIGITS: usize = 8;
/// What stands before an NPI when its check digit is computed: health applications (80), United States (840).
const NPI_ISSUER: &str = "80840";

/// `list_care_team_roles`: what to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ListCareTeamRoles {
    /// Words that all occur in the role's words or its code, without regard to case and accents. At most 100
    /// characters; left out, or empty, it finds all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
}

/// A care team identifier: a provider's NPI, which is ten digits of which the last one checks the others, or a nurse's
/// NCSBN ID, which is eight digits.
///
/// Sources: CMS, "Requirements for National Provider Identifier (NPI) and NPI Check Digit"; ISO/IEC 7812-1, annex B.
pub fn check_care_team_identifier(field: &str, text: &str) -> Option<FieldProblem> {
    if text.is_empty() {
        return None;
    }
    let rule = match (text.bytes().all(|byte| byte.is_ascii_digit()), text.len()) {
        (true, NCSBN_DIGITS) => return None,
        (true, NPI_DIGITS) if has_luhn_check_digit(NPI_ISSUER.bytes().chain(text.bytes())) => return None,
        (true, NPI_DIGITS) => FieldRule::WrongCheckDigit,
        _ => FieldRule::NotAnIdentifier,
    };
    Some(FieldProblem::new(field, rule))
}

/// Whether the last of these digits checks the others, as in the numbers of bank cards.
fn has_luhn_check_digit(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    let sum: u32 = digits
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let value = u32::from(digit - b'0') << (at % 2);
            value / 10 + value % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(text: &str) -> Option<FieldRule> {
        check_care_team_identifier("care_team_identifier", text).map(|problem| problem.rule)
    }

    /// The example of the standard is taken, and so is any number of eight digits; nothing need be there.
    #[test]
    fn identifiers_are_npis_and_ncsbn_ids() {
        for identifier in ["1234567893", "1003000126", "12345678", ""] {
            assert_eq!(rule(identifier), None, "{identifier}");
        }
        for identifier in
            ["123456789", "12345678901", "1234 5678", "1234567-93", "abcdefgh", "１２３４５６７８"]
        {
            assert_eq!(rule(identifier), Some(FieldRule::NotAnIdentifier), "{identifier}");
        }
    }

    /// One digit that is wrong, or two that changed places, is noticed.
    #[test]
    fn a_mistyped_npi_is_noticed() {
        for wrong in ["1234567890", "1234567803", "1234576893", "2134567893", "9234567893"] {
            assert_eq!(rule(wrong), Some(FieldRule::WrongCheckDigit), "{wrong}");
        }
    }
}
