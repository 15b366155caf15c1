//! Taking a person's access away: what it ends, when, why, and who takes over.

use crate::field::{FieldProblem, FieldRule, name};
use crate::text::{check_name, tidy};
use crate::{Provider, StaffId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// `get_staff_deactivation`: what deactivating a person would end by now, and whether that is to come already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffDeactivation {
    /// In how many browsers the person is signed in.
    pub open_sessions: u32,
    /// Whether they have a link that they could set a password with.
    pub has_live_link: bool,
    /// How many people who are not inactive have them as their primary provider.
    pub is_primary_provider_of: u32,
    /// The deactivation to come.
    pub scheduled: Option<ScheduledDeactivation>,
}

/// A deactivation to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScheduledDeactivation {
    /// When it happens.
    pub due_at: UnixSeconds,
    /// Why.
    pub reason: Option<String>,
    /// Who then becomes the primary provider of those whose primary provider the person is.
    pub hand_over_to: Option<Provider>,
    /// First and last name of whoever asked for it.
    pub requested_by: String,
}

/// `deactivate_staff`: when, why, and who takes over.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct DeactivateStaff {
    /// The day at whose beginning it happens, in the practice's time zone, as `2026-12-31`: tomorrow at the earliest,
    /// at most a year ahead. At once if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Why, for the audit log; at most 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The active provider who becomes the primary provider of those whose primary provider the person is. Left out,
    /// they keep the one that they have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<StaffId>,
}

impl DeactivateStaff {
    /// How far ahead a deactivation can be asked for, in days.
    pub const MOST_DAYS_AHEAD: i64 = 366;

    /// How long an administrator can take back what they have just done, in seconds.
    pub const UNDO_SECONDS: i64 = 60;

    /// Without the white space around what was typed; an empty reason is none.
    #[must_use]
    pub fn tidied(self) -> Self {
        let reason = self.reason.map(|reason| tidy(&reason)).filter(|reason| !reason.is_empty());
        Self { reason, ..self }
    }

    /// What is wrong with the request in itself. Whether the day is to come only the server can say.
    ///
    /// # Errors
    /// Every field that is refused.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let on = self.on.as_deref().filter(|on| !is_a_day(on));
        let on = on.map(|_| FieldProblem::new(name::ON, FieldRule::NotADayToCome));
        let reason = self.reason.as_deref().and_then(|reason| check_name(name::REASON, reason));
        let problems: Vec<_> = on.into_iter().chain(reason).collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// Whether a text is written as a day: four digits, two and two (ISO 8601).
fn is_a_day(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Only a day is a day: what a browser sends for an empty or half filled field is named at its field.
    #[test]
    fn a_day_is_written_in_full() {
        for (on, is_accepted) in [
            ("2026-12-31", true),
            ("", false),
            ("2026-12-3", false),
            ("31.12.2026", false),
            ("2026-12-31T00", false),
        ] {
            let request = DeactivateStaff { on: Some(on.to_owned()), ..DeactivateStaff::default() };
            assert_eq!(request.validate().is_ok(), is_accepted, "{on}");
        }
    }

    /// A reason of nothing but white space is none, and one that is too long is refused.
    #[test]
    fn a_reason_is_tidied_and_bounded() {
        let request =
            |reason: &str| DeactivateStaff { reason: Some(reason.to_owned()), ..DeactivateStaff::default() };
        assert_eq!(request(" \n ").tidied().reason, None);
        assert_eq!(request(" moves away ").tidied().reason.as_deref(), Some("moves away"));
        assert!(request(&"a".repeat(100)).validate().is_ok());
        assert!(request(&"a".repeat(101)).validate().is_err());
    }
}
