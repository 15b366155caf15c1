//! What is known of a person.

use crate::staff::model::Field;

pub(in crate::staff) const USERNAME: &str = "Username";
pub(in crate::staff) const EMAIL: &str = "Email";
pub(in crate::staff) const CELL_PHONE: &str = "Cell Phone";
pub(in crate::staff) const HOME_PHONE: &str = "Home Phone";
pub(in crate::staff) const PRIMARY_PROVIDER: &str = "Primary Provider";
pub(in crate::staff) const FIRST_NAME: &str = "First Name";
pub(in crate::staff) const LAST_NAME: &str = "Last Name";
pub(in crate::staff) const CARE_TEAM_ROLE: &str = "Care Team Role";
pub(in crate::staff) const CARE_TEAM_IDENTIFIER: &str = "Care Team Identifier";
pub(in crate::staff) const CARE_TEAM_IDENTIFIER_HINT: &str =
    "A provider’s NPI with 10 digits, or an NCSBN ID with 8";

/// A field's label in the drawer.
pub(in crate::staff) const fn label(field: Field) -> &'static str {
    match field {
        Field::FirstName => FIRST_NAME,
        Field::LastName => LAST_NAME,
        Field::PrimaryProvider => PRIMARY_PROVIDER,
        Field::Username => USERNAME,
        Field::CareTeamRole => CARE_TEAM_ROLE,
        Field::CareTeamIdentifier => CARE_TEAM_IDENTIFIER,
        Field::CellPhone => CELL_PHONE,
        Field::HomePhone => HOME_PHONE,
    }
}
