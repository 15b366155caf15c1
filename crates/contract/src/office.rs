//! Offices: where a practice's people work.

use crate::field::{FieldProblem, FieldRule, name};
use crate::text::{check_name, check_required, tidy};
use crate::{OfficeId, UnixSeconds};
use serde::{Deserialize, Serialize};

/// The most offices that one person can work in.
pub const OFFICES_MAX: usize = 100;

/// An office of the practice: an item of `list_offices`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    /// The office.
    pub id: OfficeId,
    /// Its name; no two that are open have the same, without regard to case.
    pub name: String,
    /// How many people work there who are not inactive.
    pub people: u32,
    /// When it was closed, if it was.
    pub closed_at: Option<UnixSeconds>,
    /// Whether whoever asks may say of somebody that they work there: it is open, and none that they themselves are
    /// kept out of.
    pub can_be_chosen: bool,
}

/// An office of a person: one in which they work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffOffice {
    /// The office.
    pub id: OfficeId,
    /// Its name.
    pub name: String,
    /// Whether it was closed since.
    pub is_closed: bool,
}

/// `add_office` and `rename_office`: what an office is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NameOffice {
    /// 1 to 100 characters, and no other open office's name.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: String,
}

impl NameOffice {
    /// Without white space at the ends.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { name: tidy(&self.name) }
    }

    /// Judges the form alone; whether the name is free is for the server to say.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let problem = check_required(name::NAME, &self.name).or_else(|| check_name(name::NAME, &self.name));
        problem.map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// `restrict_staff_offices`: where a person works, and whether they see and act upon others only there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RestrictStaffOffices {
    /// Whether they are restricted to their offices.
    pub restrict_offices: bool,
    /// Their offices; at least one if they are restricted, at most 100.
    pub office_ids: Vec<OfficeId>,
}

impl RestrictStaffOffices {
    /// Judges the form alone; which offices there are to choose is for the server to say.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let problem = check_offices(self.restrict_offices, &self.office_ids);
        problem.map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// The offices of somebody who is or is not restricted to them: whoever is has at least one.
pub fn check_offices(is_restricted: bool, offices: &[OfficeId]) -> Option<FieldProblem> {
    if is_restricted && offices.is_empty() {
        return Some(FieldProblem::new(name::OFFICE_IDS, FieldRule::Required));
    }
    (offices.len() > OFFICES_MAX).then(|| FieldProblem::with_limit(name::OFFICE_IDS, FieldRule::TooMany, 100))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An office has a name that can be read on a screen.
    #[test]
    fn an_office_has_a_name() {
        let judged = |name: &str| {
            let office = NameOffice { name: name.to_owned() }.tidied();
            office.validate().map_err(|problems| problems[0].rule)
        };
        assert_eq!(judged("  Main Street "), Ok(()));
        assert_eq!(judged(" "), Err(FieldRule::Required));
        assert_eq!(judged(&"x".repeat(101)), Err(FieldRule::TooLong));
        assert_eq!(judged("Main\u{202E}Street"), Err(FieldRule::ControlCharacters));
    }

    /// Whoever were restricted to no office at all could see nobody.
    #[test]
    fn whoever_is_restricted_has_an_office() {
        let judged = |restrict_offices, count| {
            let office_ids = vec![OfficeId::new("main"); count];
            let request = RestrictStaffOffices { restrict_offices, office_ids };
            request.validate().map_err(|problems| problems[0].rule)
        };
        assert_eq!(judged(true, 0), Err(FieldRule::Required));
        assert_eq!(judged(false, 0), Ok(()));
        assert_eq!(judged(true, 1), Ok(()));
        assert_eq!(judged(true, 101), Err(FieldRule::TooMany));
    }
}
