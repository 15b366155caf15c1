//! How hard a password is to guess: asked while it is typed. Advice, and no rule; see [`crate::password`] for that.

use crate::{FieldRule, InspectPasswordReset, Secret};
use serde::{Deserialize, Serialize};

/// `estimate_password_strength`: a password that somebody is about to choose.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct EstimatePasswordStrength {
    /// The password, as far as it is typed.
    pub password: Secret,
    /// The link that it will be set with; left out by whoever is signed in and chooses one for themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<InspectPasswordReset>,
}

/// How hard a password is to guess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordStrength {
    /// The rule by which the server would refuse it; absent if it would take it.
    pub refused_by: Option<FieldRule>,
    /// From 0, guessed at once, to 4, hardly ever guessed. One that would be refused has 0.
    pub score: u8,
    /// What to change, most important first; nothing where little is left to be gained.
    pub advice: Vec<StrengthAdvice>,
}

impl PasswordStrength {
    /// The lowest score of a password that is hard to guess.
    pub const STRONG: u8 = 3;
}

/// What would make a password harder to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StrengthAdvice {
    /// It holds a password that many have.
    AvoidCommonPasswords,
    /// It follows the rows of the keyboard, the alphabet or the numbers.
    AvoidSequences,
    /// It repeats itself.
    AvoidRepeats,
    /// It holds a date or a year.
    AvoidDates,
    /// It holds names.
    AvoidNames,
    /// Capitals, digits in the place of letters, and words backwards do not help much.
    AvoidSubstitutions,
    /// Another word or two would help.
    AddWords,
}
