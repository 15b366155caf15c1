//! Roles: what people who do the same work may do. A practice makes its own out of those that every practice has.

use crate::field::{FieldProblem, FieldRule, name};
use crate::text::{check_name, check_required, tidy};
use crate::{Permission, RoleId, SystemRole};
use serde::{Deserialize, Serialize};

/// The longest name of a role, in characters.
pub const ROLE_NAME_MAX: u32 = 50;

/// What stands behind a name where roles are shown; see [`Role::label`]. No role's own name ends in it.
const MARKS: [&str; 2] = ["(system)", "(custom)"];

/// A role as it is shown beside a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// The role.
    pub id: RoleId,
    /// The role's name, such as "Nurse".
    pub name: String,
    /// Whether it is one of the roles that every practice has.
    pub is_system: bool,
    /// Whether permissions were added to it or taken away from it for this person alone.
    pub is_customized: bool,
}

impl Role {
    /// The role as the staff table shows it, such as "Nurse (System)", or "Nurse (Custom)" for somebody with
    /// permissions of their own.
    pub fn label(&self) -> String {
        match (self.is_customized, self.is_system) {
            (true, _) => format!("{} (Custom)", self.name),
            (false, true) => format!("{} (System)", self.name),
            (false, false) => self.name.clone(),
        }
    }
}

impl From<SystemRole> for Role {
    fn from(role: SystemRole) -> Self {
        Self { id: role.id(), name: role.name().to_owned(), is_system: true, is_customized: false }
    }
}

/// A role, and how many people hold it: an item of `list_roles`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoleSummary {
    /// The role.
    pub id: RoleId,
    /// Its name; unique without regard to case.
    pub name: String,
    /// The system role that it was made from; absent for a system role.
    pub based_on: Option<SystemRole>,
    /// What it allows.
    pub permissions: Vec<Permission>,
    /// How many people hold it, whatever their status.
    pub people: u64,
    /// Counts the changes. Send it back as `If-Match: "3"` with an update.
    pub version: u64,
}

impl RoleSummary {
    /// Whether it is one of the roles that every practice has.
    pub const fn is_system(&self) -> bool {
        self.based_on.is_none()
    }
}

/// `list_roles`: the system roles first, then the practice's own by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Roles {
    /// The roles.
    pub items: Vec<RoleSummary>,
}

/// `create_role`: a role of the practice's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRole {
    /// 1 to 50 characters; unique without regard to case.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50))]
    pub name: String,
    /// The system role that it is made from. Whoever holds a role that was made from Provider can be a primary
    /// provider.
    pub based_on: SystemRole,
    /// What it allows, whatever the system role allows.
    pub permissions: Vec<Permission>,
}

impl CreateRole {
    /// The request as it will be kept: without white space at the ends of its name.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { name: tidy(&self.name), ..self }
    }

    /// Judges the name. Whether it is free is for the server to say.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        check_role_name(&self.name).map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// `update_role`: all that can be changed of a role of the practice's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateRole {
    /// 1 to 50 characters; unique without regard to case.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 50))]
    pub name: String,
    /// What it allows from now on.
    pub permissions: Vec<Permission>,
}

impl UpdateRole {
    /// The request as it will be kept: without white space at the ends of its name.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self { name: tidy(&self.name), ..self }
    }

    /// Judges the name. Whether it is free is for the server to say.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        check_role_name(&self.name).map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// A role's name: any script, up to [`ROLE_NAME_MAX`] characters, and none that looks like another role's label.
pub fn check_role_name(text: &str) -> Option<FieldProblem> {
    let field = name::ROLE_NAME;
    let is_too_long = text.chars().count() > ROLE_NAME_MAX as usize;
    let too_long = || is_too_long.then(|| FieldProblem::with_limit(field, FieldRule::TooLong, ROLE_NAME_MAX));
    let lowercase = text.to_lowercase();
    let is_label = MARKS.iter().any(|mark| lowercase.ends_with(mark));
    check_required(field, text)
        .or_else(too_long)
        .or_else(|| check_name(field, text))
        .or_else(|| is_label.then(|| FieldProblem::new(field, FieldRule::Taken)))
}

/// `change_staff_role`: the role that a person holds from now on, and what they alone may do besides or may not do.
/// Whatever differed for them before ends with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeStaffRole {
    /// The role.
    pub role_id: RoleId,
    /// What they may do although the role does not allow it.
    #[serde(default)]
    pub added: Vec<Permission>,
    /// What they may not do although the role allows it.
    #[serde(default)]
    pub removed: Vec<Permission>,
}

impl ChangeStaffRole {
    /// Judges the permissions. Whether there is such a role is for the server to say.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        check_difference(&self.added, &self.removed)
    }
}

/// `change_staff_permissions`: what a person alone may do besides their role, or may not do. Two empty lists leave
/// them with just their role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeStaffPermissions {
    /// What they may do although their role does not allow it.
    pub added: Vec<Permission>,
    /// What they may not do although their role allows it.
    pub removed: Vec<Permission>,
}

impl ChangeStaffPermissions {
    /// Judges the permissions.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        check_difference(&self.added, &self.removed)
    }
}

/// Nothing is added and taken away at once.
fn check_difference(added: &[Permission], removed: &[Permission]) -> Result<(), Vec<FieldProblem>> {
    if removed.iter().any(|permission| added.contains(permission)) {
        Err(vec![FieldProblem::new(name::REMOVED, FieldRule::NotAChoice)])
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who reads the staff table sees whose permissions are just their role's.
    #[test]
    fn a_role_says_of_which_kind_it_is() {
        let nurse = Role::from(SystemRole::Nurse);
        assert_eq!(nurse.label(), "Nurse (System)");
        assert_eq!(Role { is_customized: true, ..nurse.clone() }.label(), "Nurse (Custom)");
        let float = Role { name: "Float Nurse".to_owned(), is_system: false, ..nurse };
        assert_eq!(float.label(), "Float Nurse");
        assert_eq!(Role { is_customized: true, ..float }.label(), "Float Nurse (Custom)");
    }

    /// A role cannot be mistaken for another one, nor break a line.
    #[test]
    fn a_role_name_looks_like_no_label() {
        for name in ["Float Nurse", "Médecin", "Nurse (System) II", "看護師"] {
            assert_eq!(check_role_name(name), None, "{name}");
        }
        for (name, rule) in [
            ("", FieldRule::Required),
            ("Nurse (System)", FieldRule::Taken),
            ("Nurse (CUSTOM)", FieldRule::Taken),
            ("Nurse\n", FieldRule::ControlCharacters),
            (&"x".repeat(51), FieldRule::TooLong),
        ] {
            assert_eq!(check_role_name(name).map(|problem| problem.rule), Some(rule), "{name:?}");
        }
    }

    /// A permission that is both given and taken away is a mistake, and not for the server to guess.
    #[test]
    fn nothing_is_added_and_taken_away_at_once() {
        let request = |removed| ChangeStaffPermissions { added: vec![Permission::ViewAuditLog], removed };
        assert!(request(vec![Permission::ManageRoles]).validate().is_ok());
        assert!(request(vec![Permission::ViewAuditLog]).validate().is_err());
    }
}
