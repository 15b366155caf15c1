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
    /// A person's email address.
    pub const EMAIL: &str = "email";
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
}

/// One field that was refused, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// The member of the request; an unknown member's own name where it was not expected.
    pub field: String,
    /// The rule that refused it.
    pub rule: FieldRule,
    /// The rule's number, where it has one: the longest or shortest length allowed, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl FieldProblem {
    /// A refusal by a rule that has no number.
    pub fn new(field: &str, rule: FieldRule) -> Self {
        Self { field: field.to_owned(), rule, limit: None }
    }

    /// A refusal by a rule of length, with the length allowed in characters.
    pub fn with_limit(field: &str, rule: FieldRule, limit: u32) -> Self {
        Self { field: field.to_owned(), rule, limit: Some(limit) }
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
    /// It names nobody who is an active provider.
    NotAProvider,
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
    /// The request has a member that this operation does not know.
    Unknown,
    /// It is not of the type that this operation expects, or it is missing.
    WrongType,
}
