//! Adding somebody to the staff.

use crate::care_team::check_care_team_identifier;
use crate::field::{FieldProblem, name};
use crate::staff::present;
use crate::text::{check_email, check_name, check_phone, check_required, check_username, tidy};
use crate::{OfficeId, StaffId};
use serde::{Deserialize, Serialize};

/// `create_staff`: a new person. They get an invitation by mail and choose their password themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateStaff {
    /// 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub first_name: String,
    /// 1 to 100 characters.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub last_name: String,
    /// An active provider. Somebody who is to be a provider may go without, and then works with themselves.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub primary_provider_id: Option<StaffId>,
    /// One of the practice's roles, such as `nurse`; one that allows no more than whoever asks may do themselves.
    #[cfg_attr(feature = "openapi", schema(min_length = 1))]
    pub role_id: String,
    /// 3 to 64 ASCII letters, digits and `. _ - @ +`.
    #[cfg_attr(feature = "openapi", schema(min_length = 3, max_length = 64))]
    pub username: String,
    /// Where the invitation goes.
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 254))]
    pub email: String,
    /// The SNOMED CT code of what they do in a care team, one of `list_care_team_roles`; empty or left out for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub care_team_role_code: String,
    /// A provider's NPI, or a nurse's NCSBN ID; empty or left out for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub care_team_identifier: String,
    /// A phone number; empty or left out for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_length = 32))]
    pub cell_phone: String,
    /// A phone number; empty or left out for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_length = 32))]
    pub home_phone: String,
    /// Where they work. Left out, whoever is restricted to their offices adds somebody who works there and is
    /// restricted likewise, and everybody else somebody who works in none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub office_ids: Vec<OfficeId>,
}

impl CreateStaff {
    /// The person as they will be kept: without white space at the ends of their texts.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            first_name: tidy(&self.first_name),
            last_name: tidy(&self.last_name),
            primary_provider_id: self.primary_provider_id,
            role_id: tidy(&self.role_id),
            username: tidy(&self.username),
            email: tidy(&self.email),
            care_team_role_code: tidy(&self.care_team_role_code),
            care_team_identifier: tidy(&self.care_team_identifier),
            cell_phone: tidy(&self.cell_phone),
            home_phone: tidy(&self.home_phone),
            office_ids: self.office_ids,
        }
    }

    /// Every field that is refused, in the order in which the drawer shows them; at most one problem each.
    /// `needs_provider` says whether they must have a primary provider: not if they are to be one themselves, nor if
    /// there is nobody to choose.
    ///
    /// Whether username and email are free, and provider and roles exist, is for the server to say.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self, needs_provider: bool) -> Result<(), Vec<FieldProblem>> {
        type Check = fn(&str, &str) -> Option<FieldProblem>;
        let required = |field: &str, text: &str, check: Check| {
            check_required(field, text).or_else(|| check(field, text))
        };
        let provider = self.primary_provider_id.as_ref().map_or("", StaffId::as_str);
        let problems: Vec<_> = [
            required(name::FIRST_NAME, &self.first_name, check_name),
            required(name::LAST_NAME, &self.last_name, check_name),
            check_required(name::PRIMARY_PROVIDER_ID, provider).filter(|_| needs_provider),
            check_required(name::ROLE_ID, &self.role_id),
            required(name::USERNAME, &self.username, check_username),
            required(name::EMAIL, &self.email, check_email),
            check_care_team_identifier(name::CARE_TEAM_IDENTIFIER, &self.care_team_identifier),
            check_phone(name::CELL_PHONE, &self.cell_phone),
            check_phone(name::HOME_PHONE, &self.home_phone),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FieldRule;

    fn ada() -> CreateStaff {
        CreateStaff {
            first_name: "Ada".to_owned(),
            last_name: "Nurse".to_owned(),
            primary_provider_id: Some(StaffId::new("hannah")),
            role_id: "nurse".to_owned(),
            username: "anurse".to_owned(),
            email: "ada@email.xyz".to_owned(),
            ..CreateStaff::default()
        }
    }

    fn refused(person: &CreateStaff) -> Vec<(String, FieldRule)> {
        let problems = person.validate(true).err().unwrap_or_default();
        problems.into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    /// What is required is required, and every refused field is named at once.
    #[test]
    fn all_refused_fields_are_named() {
        assert_eq!(refused(&ada()), []);
        let required = [
            name::FIRST_NAME,
            name::LAST_NAME,
            name::PRIMARY_PROVIDER_ID,
            name::ROLE_ID,
            name::USERNAME,
            name::EMAIL,
        ];
        let expected = required.map(|field| (field.to_owned(), FieldRule::Required));
        assert_eq!(refused(&CreateStaff::default()), expected);
        let person = CreateStaff {
            email: "ada".to_owned(),
            care_team_identifier: "1234567890".to_owned(),
            cell_phone: "call me".to_owned(),
            ..ada()
        };
        assert_eq!(
            refused(&person),
            [
                (name::EMAIL.to_owned(), FieldRule::NotAnEmail),
                (name::CARE_TEAM_IDENTIFIER.to_owned(), FieldRule::WrongCheckDigit),
                (name::CELL_PHONE.to_owned(), FieldRule::NotAPhone),
            ]
        );
    }

    /// A provider may go without another one, and so may the first people of a practice.
    #[test]
    fn not_everybody_must_have_a_provider() {
        let alone = CreateStaff { primary_provider_id: None, ..ada() };
        assert_eq!(refused(&alone), [(name::PRIMARY_PROVIDER_ID.to_owned(), FieldRule::Required)]);
        assert!(alone.validate(false).is_ok());
    }

    /// Nobody types somebody else's password, or makes them anything but invited.
    #[test]
    fn a_person_with_an_unknown_member_is_refused() {
        let known = serde_json::to_value(ada()).unwrap();
        assert_eq!(serde_json::from_value::<CreateStaff>(known.clone()).unwrap(), ada());
        for member in ["password", "status", "id", "version", "role"] {
            let mut unknown = known.clone();
            unknown[member] = "x".into();
            assert!(serde_json::from_value::<CreateStaff>(unknown).is_err(), "{member}");
        }
    }
}
