//! People on the staff.

use crate::care_team::check_care_team_identifier;
use crate::field::{FieldProblem, name};
use crate::office::check_offices;
use crate::text::{check_name, check_phone, check_required, check_username, tidy};
use crate::{
    EmailChange, MailTrouble, OfficeId, PasswordReset, Permission, Role, StaffId, StaffOffice, UnixSeconds,
};
use serde::{Deserialize, Deserializer, Serialize};

/// Whether a person may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum StaffStatus {
    /// They may sign in.
    Active,
    /// They may not; their history stays.
    Inactive,
    /// They were invited and have not chosen a password yet.
    Pending,
}

/// Somebody who can be a primary provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Provider {
    /// The provider, as a person on the staff.
    pub id: StaffId,
    /// Their first and last name, in this order.
    pub full_name: String,
}

/// A value from a coding system, with the words that stand for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodedValue {
    /// The SNOMED CT concept, such as `310182000`.
    pub code: String,
    /// Its words, such as "General nurse (occupation)".
    pub display: String,
}

/// A person as the staff table shows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffSummary {
    /// The person.
    pub id: StaffId,
    /// First name.
    pub first_name: String,
    /// Last name, with a suffix such as "Jr." where there is one.
    pub last_name: String,
    /// Their role.
    pub role: Role,
    /// The name they sign in with; unique without regard to case.
    pub username: String,
    /// Where mail goes; unique without regard to case.
    pub email: Option<String>,
    /// As typed.
    pub cell_phone: Option<String>,
    /// Who they work with.
    pub primary_provider: Option<Provider>,
    /// Whether a second factor is asked for when they sign in.
    pub has_second_factor: bool,
    /// Whether they may sign in.
    pub status: StaffStatus,
    /// When they signed in last; absent if they never did.
    pub last_sign_in_at: Option<UnixSeconds>,
    /// When the invitation of somebody pending runs out, or ran out; absent if none is open.
    pub invitation_expires_at: Option<UnixSeconds>,
}

impl StaffSummary {
    /// First and last name, in this order.
    pub fn full_name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }
}

/// First and last name as one, in this order.
pub fn full_name(first_name: &str, last_name: &str) -> String {
    format!("{first_name} {last_name}")
}

/// A person with all their fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(from = "ReceivedStaff")]
pub struct Staff {
    /// What the table shows as well.
    #[serde(flatten)]
    pub summary: StaffSummary,
    /// As typed.
    pub home_phone: Option<String>,
    /// What they do in a care team.
    pub care_team_role: Option<CodedValue>,
    /// A provider's NPI, or a nurse's NCSBN ID.
    pub care_team_identifier: Option<String>,
    /// Where they work, by name.
    pub offices: Vec<StaffOffice>,
    /// Their settings.
    pub settings: StaffSettings,
    /// Counts the changes. Send it back as `If-Match: "3"` with an update.
    pub version: u64,
}

/// A [`Staff`] as it is read. To read what was flattened, serde first keeps each member in a form that could
/// still become anything; to name the members once more costs the browser less to download.
#[derive(Deserialize)]
struct ReceivedStaff {
    id: StaffId,
    first_name: String,
    last_name: String,
    role: Role,
    username: String,
    email: Option<String>,
    cell_phone: Option<String>,
    primary_provider: Option<Provider>,
    has_second_factor: bool,
    status: StaffStatus,
    last_sign_in_at: Option<UnixSeconds>,
    invitation_expires_at: Option<UnixSeconds>,
    home_phone: Option<String>,
    care_team_role: Option<CodedValue>,
    care_team_identifier: Option<String>,
    offices: Vec<StaffOffice>,
    settings: StaffSettings,
    version: u64,
}

impl From<ReceivedStaff> for Staff {
    fn from(staff: ReceivedStaff) -> Self {
        Self {
            summary: StaffSummary {
                id: staff.id,
                first_name: staff.first_name,
                last_name: staff.last_name,
                role: staff.role,
                username: staff.username,
                email: staff.email,
                cell_phone: staff.cell_phone,
                primary_provider: staff.primary_provider,
                has_second_factor: staff.has_second_factor,
                status: staff.status,
                last_sign_in_at: staff.last_sign_in_at,
                invitation_expires_at: staff.invitation_expires_at,
            },
            home_phone: staff.home_phone,
            care_team_role: staff.care_team_role,
            care_team_identifier: staff.care_team_identifier,
            offices: staff.offices,
            settings: staff.settings,
            version: staff.version,
        }
    }
}

/// A person's own settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting by itself, on or off")]
pub struct StaffSettings {
    /// Whether an App Unlock PIN is set. The PIN itself is not sent.
    pub has_app_unlock_pin: bool,
    /// Whether the person may change their own email address.
    pub enable_email_update: bool,
    /// Whether the person sees and acts upon those only who share an office with them.
    pub restrict_offices: bool,
    /// Whether the daily billing report is mailed to them.
    pub send_daily_billing_report: bool,
}

/// A person and what is going on with their account: the answer of `get_staff`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffDetail {
    /// The person.
    pub staff: Staff,
    /// What they may do: what their role allows, and what was added to it or taken away from it for them alone.
    pub permissions: Vec<Permission>,
    /// The newest password reset link, whatever became of it.
    pub password_reset: Option<PasswordReset>,
    /// Those before it, the newest first, at most [`Self::EARLIER`].
    pub earlier_password_resets: Vec<PasswordReset>,
    /// The newest invitation, whatever became of it.
    pub invitation: Option<PasswordReset>,
    /// Those before it, the newest first, at most [`Self::EARLIER`].
    pub earlier_invitations: Vec<PasswordReset>,
    /// How long a link sent now would be valid, in seconds: what the confirmation says.
    pub password_reset_valid_seconds: u32,
    /// The change of email that waits for its confirmation.
    pub email_change: Option<EmailChange>,
    /// When the account was frozen with the link in a notice, if that is why it is inactive.
    pub frozen_at: Option<UnixSeconds>,
    /// When the person's access is to be taken away, if that is to come.
    pub deactivation_due_at: Option<UnixSeconds>,
    /// In how many browsers the person is signed in.
    pub open_sessions: u32,
    /// Whether the person may do something that the asker may not, so that the asker cannot act upon them.
    pub outranks_you: bool,
    /// Whether the person is the asker.
    pub is_you: bool,
    /// Whether mail has not been leaving for a while.
    pub mail_trouble: Option<MailTrouble>,
}

impl StaffDetail {
    /// How many links of one kind before the newest one are shown.
    pub const EARLIER: u32 = 5;
}

/// `update_staff`: the members to change; those left out stay as they are.
///
/// The email is not among them: it changes only when its new owner has confirmed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateStaff {
    /// 1 to 100 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, min_length = 1, max_length = 100))]
    pub first_name: Option<String>,
    /// 1 to 100 characters.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, min_length = 1, max_length = 100))]
    pub last_name: Option<String>,
    /// An active provider.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub primary_provider_id: Option<StaffId>,
    /// 3 to 64 ASCII letters, digits and `. _ - @ +`.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, min_length = 3, max_length = 64))]
    pub username: Option<String>,
    /// The SNOMED CT code of what they do in a care team, one of `list_care_team_roles`; the empty text removes it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub care_team_role_code: Option<String>,
    /// A provider's NPI, or a nurse's NCSBN ID; the empty text removes it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub care_team_identifier: Option<String>,
    /// A phone number; the empty text removes it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, max_length = 32))]
    pub cell_phone: Option<String>,
    /// A phone number; the empty text removes it.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false, max_length = 32))]
    pub home_phone: Option<String>,
    /// Where they work from now on: open offices, or those that they work in already. At most 100.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub office_ids: Option<Vec<OfficeId>>,
}

/// A member that is there must have a value: `null` is neither "leave it" nor "remove it".
pub(crate) fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

impl UpdateStaff {
    /// The update as it will be kept: without white space at the ends of its texts.
    #[must_use]
    pub fn tidied(self) -> Self {
        let tidied = |text: Option<String>| text.as_deref().map(tidy);
        Self {
            first_name: tidied(self.first_name),
            last_name: tidied(self.last_name),
            primary_provider_id: self.primary_provider_id,
            username: tidied(self.username),
            care_team_role_code: tidied(self.care_team_role_code),
            care_team_identifier: tidied(self.care_team_identifier),
            cell_phone: tidied(self.cell_phone),
            home_phone: tidied(self.home_phone),
            office_ids: self.office_ids,
        }
    }

    /// Every field that is refused, in the order in which the drawer shows them; at most one problem each.
    ///
    /// Whether the username is free, and provider and care team role exist, is for the server to say.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        type Check = fn(&str, &str) -> Option<FieldProblem>;
        let required = |field: &str, text: &Option<String>, check: Check| {
            text.as_deref().and_then(|text| check_required(field, text).or_else(|| check(field, text)))
        };
        let optional = |field: &str, text: &Option<String>, check: Check| {
            text.as_deref().and_then(|text| check(field, text))
        };
        let provider = self.primary_provider_id.as_ref();
        let problems: Vec<_> = [
            required(name::FIRST_NAME, &self.first_name, check_name),
            required(name::LAST_NAME, &self.last_name, check_name),
            provider.and_then(|id| check_required(name::PRIMARY_PROVIDER_ID, id.as_str())),
            required(name::USERNAME, &self.username, check_username),
            optional(name::CARE_TEAM_IDENTIFIER, &self.care_team_identifier, check_care_team_identifier),
            optional(name::CELL_PHONE, &self.cell_phone, check_phone),
            optional(name::HOME_PHONE, &self.home_phone, check_phone),
            self.office_ids.as_deref().and_then(|offices| check_offices(false, offices)),
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
    use crate::{FieldRule, SystemRole};

    /// What the server writes of a person, the app reads, member by member.
    #[test]
    fn a_person_is_read_as_they_were_written() {
        let staff = Staff {
            summary: StaffSummary {
                id: StaffId::new("camille"),
                first_name: "Camille".to_owned(),
                last_name: "Nurse".to_owned(),
                role: SystemRole::Nurse.into(),
                username: "camilles".to_owned(),
                email: Some("cnurse@email.xyz".to_owned()),
                cell_phone: Some("111-222-3333".to_owned()),
                primary_provider: Some(Provider {
                    id: StaffId::new("hannah"),
                    full_name: "Hannah Provider".to_owned(),
                }),
                has_second_factor: true,
                status: StaffStatus::Inactive,
                last_sign_in_at: Some(UnixSeconds(1_800_000_000)),
                invitation_expires_at: Some(UnixSeconds(1_800_000_001)),
            },
            home_phone: Some("111-222-4444".to_owned()),
            care_team_role: Some(CodedValue { code: "1".to_owned(), display: "General nurse".to_owned() }),
            care_team_identifier: Some("2".to_owned()),
            offices: vec![StaffOffice {
                id: OfficeId::new("main"),
                name: "Main office".to_owned(),
                is_closed: false,
            }],
            settings: StaffSettings {
                has_app_unlock_pin: true,
                enable_email_update: true,
                restrict_offices: true,
                send_daily_billing_report: true,
            },
            version: 3,
        };
        let json = serde_json::to_value(&staff).unwrap();
        assert_eq!(json["last_name"], "Nurse");
        assert_eq!(serde_json::from_value::<Staff>(json).unwrap(), staff);
    }

    /// A name-edit cannot carry a role, a password hash or an email along.
    #[test]
    fn an_update_with_an_unknown_member_is_refused() {
        for member in ["role", "password_hash", "status", "id", "version", "email"] {
            let json = format!(r#"{{"first_name":"A","{member}":"x"}}"#);
            assert!(serde_json::from_str::<UpdateStaff>(&json).is_err(), "{member}");
        }
    }

    /// `null` is a mistake and not a wish to remove.
    #[test]
    fn null_is_not_a_value() {
        assert!(serde_json::from_str::<UpdateStaff>(r#"{"cell_phone":null}"#).is_err());
        assert!(serde_json::from_str::<UpdateStaff>(r#"{"cell_phone":""}"#).is_ok());
    }

    /// Every refused field is named at once, so that nobody mends them one by one.
    #[test]
    fn all_refused_fields_are_named() {
        let update = UpdateStaff {
            first_name: Some(String::new()),
            username: Some("a b".to_owned()),
            home_phone: Some("call me".to_owned()),
            ..UpdateStaff::default()
        };
        let problems = update.validate().unwrap_err();
        assert_eq!(
            problems,
            [
                FieldProblem::new(name::FIRST_NAME, FieldRule::Required),
                FieldProblem::new(name::USERNAME, FieldRule::NotAUsername),
                FieldProblem::new(name::HOME_PHONE, FieldRule::NotAPhone),
            ]
        );
    }

    #[test]
    fn pasted_white_space_does_not_count() {
        let update =
            UpdateStaff { username: Some(" camilles\n".to_owned()), ..UpdateStaff::default() }.tidied();
        assert_eq!(update.username.as_deref(), Some("camilles"));
        assert!(update.validate().is_ok());
    }
}
