//! What can be wrong with one field, as a code. Sentences are the app's (`forms/words.rs`).

use serde::{Deserialize, Serialize};

/// Names of fields, as they stand in requests and in [`FieldProblem::field`].
pub mod name {
    /// [`crate::UpdateStaff::first_name`]
    pub const FIRST_NAME: &str = "first_name";
    /// [`crate::UpdateStaff::last_name`]
    pub const LAST_NAME: &str = "last_name";
    /// [`crate::UpdateStaff::primary_provider_id`]
    pub const PRIMARY_PROVIDER_ID: &str = "primary_provider_id";
    /// [`crate::UpdateStaff::username`]
    pub const USERNAME: &str = "username";
    /// [`crate::ChangeEmail::new_email`]
    pub const NEW_EMAIL: &str = "new_email";
    /// [`crate::SetStaffPin::pin`]
    pub const PIN: &str = "pin";
    /// [`crate::ChangeStaffSettings::enable_email_update`]
    pub const ENABLE_EMAIL_UPDATE: &str = "enable_email_update";
    /// [`crate::ChangeStaffSettings::send_daily_billing_report`]
    pub const SEND_DAILY_BILLING_REPORT: &str = "send_daily_billing_report";
    /// A person's email address.
    pub const EMAIL: &str = "email";
    /// [`crate::UpdateStaff::care_team_role_code`]
    pub const CARE_TEAM_ROLE_CODE: &str = "care_team_role_code";
    /// [`crate::UpdateStaff::care_team_identifier`]
    pub const CARE_TEAM_IDENTIFIER: &str = "care_team_identifier";
    /// [`crate::UpdateStaff::cell_phone`]
    pub const CELL_PHONE: &str = "cell_phone";
    /// [`crate::UpdateStaff::home_phone`]
    pub const HOME_PHONE: &str = "home_phone";
    /// [`crate::DeactivateStaff::on`]
    pub const ON: &str = "on";
    /// [`crate::DeactivateStaff::reason`]
    pub const REASON: &str = "reason";
    /// [`crate::DeactivateStaff::hand_over_to`]
    pub const HAND_OVER_TO: &str = "hand_over_to";
    /// [`crate::ResetStaffPassword::valid_for_hours`]
    pub const VALID_FOR_HOURS: &str = "valid_for_hours";
    /// [`crate::RequestPasswordReset::login`]
    pub const LOGIN: &str = "login";
    /// [`crate::CompletePasswordReset::password`]
    pub const PASSWORD: &str = "password";
    /// [`crate::CreateRole::name`]
    pub const ROLE_NAME: &str = "name";
    /// [`crate::CreateRole::permissions`]
    pub const PERMISSIONS: &str = "permissions";
    /// [`crate::ChangeStaffRole::role_id`]
    pub const ROLE_ID: &str = "role_id";
    /// [`crate::ChangeStaffPermissions::removed`]
    pub const REMOVED: &str = "removed";
    /// [`crate::ChangeOwnPassword::current_password`]
    pub const CURRENT_PASSWORD: &str = "current_password";
    /// [`crate::UpdatePracticeSettings::name`], [`crate::NameOffice::name`]
    pub const NAME: &str = "name";
    /// [`crate::UpdatePracticeSettings::time_zone`]
    pub const TIME_ZONE: &str = "time_zone";
    /// [`crate::UpdatePracticeSettings::link_valid_seconds`]
    pub const LINK_VALID_SECONDS: &str = "link_valid_seconds";
    /// [`crate::UpdatePracticeSettings::allowed_email_domains`]
    pub const ALLOWED_EMAIL_DOMAINS: &str = "allowed_email_domains";
    /// [`crate::UpdatePracticeSettings::idle_minutes`]
    pub const IDLE_MINUTES: &str = "idle_minutes";
    /// [`crate::UpdatePracticeSettings::min_password_length`]
    pub const MIN_PASSWORD_LENGTH: &str = "min_password_length";
    /// [`crate::UpdateStaff::office_ids`], [`crate::RestrictStaffOffices::office_ids`]
    pub const OFFICE_IDS: &str = "office_ids";
    /// Whom a bulk act is about.
    pub const SELECTION: &str = "selection";
    /// Who is left out of a selection.
    pub const EXCEPT: &str = "except";
    /// The office that people are moved to.
    pub const TO: &str = "to";
    /// The office that people are moved from.
    pub const FROM: &str = "from";
    /// [`crate::RestrictStaffOffices::restrict_offices`]
    pub const RESTRICT_OFFICES: &str = "restrict_offices";
}

/// One field that was refused, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The member of the request; an unknown member's own name where it was not expected.
    pub field: String,
    /// The rule that refused it.
    pub rule: FieldRule,
    /// The rule's number, where it has one: the longest or shortest length allowed, in characters, or the least or
    /// most that is allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Who has it already, for those who may see the staff table: first and last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_by: Option<String>,
}

impl FieldProblem {
    /// A refusal by a rule that has no number.
    pub fn new(field: &str, rule: FieldRule) -> Self {
        Self { field: field.to_owned(), rule, limit: None, taken_by: None }
    }

    /// A refusal by a rule that has a number.
    pub fn with_limit(field: &str, rule: FieldRule, limit: u32) -> Self {
        Self { field: field.to_owned(), rule, limit: Some(limit), taken_by: None }
    }

    /// A refusal because this person has it already.
    pub fn taken_by(field: &str, full_name: String) -> Self {
        Self { taken_by: Some(full_name), ..Self::new(field, FieldRule::Taken) }
    }
}

/// The rule that refused a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldRule {
    /// It must not be empty.
    Required,
    /// It is longer than [`FieldProblem::limit`] characters.
    TooLong,
    /// It is shorter than [`FieldProblem::limit`] characters.
    TooShort,
    /// It holds control characters or characters that turn the direction of writing around.
    ControlCharacters,
    /// It is not an email address that mail can be sent to.
    NotAnEmail,
    /// It is not a phone number.
    NotAPhone,
    /// It holds something else than the letters, digits and signs of a username.
    NotAUsername,
    /// Somebody else has it already.
    Taken,
    /// It is what stands there already.
    Unchanged,
    /// It is not made of four digits.
    NotAPin,
    /// It is one of the PINs that are tried first.
    PinTooEasy,
    /// It names nobody who is an active provider.
    NotAProvider,
    /// It is neither an NPI nor an NCSBN ID.
    NotAnIdentifier,
    /// It has the form of an NPI, but its last digit does not fit the others: it was mistyped.
    WrongCheckDigit,
    /// It is no day after today, or too far ahead.
    NotADayToCome,
    /// It is none of the values that there are to choose.
    NotAChoice,
    /// It is made of the person's own name, username or email, or the practice's name.
    TooEasyToGuess,
    /// It is, or is made of, one of the passwords that are tried first.
    TooCommon,
    /// It is not the password that the person has.
    WrongPassword,
    /// It is less than [`FieldProblem::limit`].
    TooLow,
    /// It is more than [`FieldProblem::limit`].
    TooHigh,
    /// It holds more than [`FieldProblem::limit`] values.
    TooMany,
    /// It is not a domain that an email address could have.
    NotADomain,
    /// It is an email address at none of the domains that the practice allows.
    DomainNotAllowed,
    /// The request has a member that this operation does not know.
    Unknown,
    /// It is not of the type that this operation expects, or it is missing.
    WrongType,
}
