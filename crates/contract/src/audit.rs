//! The audit log: who did what to whom, when, from where, and whether it was done or refused.
//!
//! To add an event: a line in [`Event`], in the past tense of its operation. A name that was ever written down
//! stays in the list, since the log does. One that is about the practice as a whole stands in [`Event::is_of_practice`]
//! too.

use crate::{StaffId, UnixSeconds};
use serde::{Deserialize, Serialize};

macro_rules! events {
    ($($(#[$doc:meta])* $variant:ident = $name:literal;)+) => {
        /// An act, in the past tense of its operation. One that was refused stands under the same name as one
        /// that was done.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Event {
            $($(#[$doc])* $variant,)+
        }

        impl Event {
            /// Every act that there is.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The act as the log has it.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

events! {
    /// Somebody opened a session.
    SignedIn = "signed_in";
    /// Somebody tried to, and could not.
    SignInFailed = "sign_in_failed";
    /// Somebody who was signed in entered their password again.
    Reauthenticated = "reauthenticated";
    /// Somebody ended their session.
    SignedOut = "signed_out";
    /// A person was added and invited.
    StaffCreated = "staff_created";
    /// A person was sent another invitation.
    StaffInvitationSent = "staff_invitation_sent";
    /// A person's live invitation was taken back.
    StaffInvitationRevoked = "staff_invitation_revoked";
    /// A person's fields were changed.
    StaffUpdated = "staff_updated";
    /// A person's access was taken away.
    StaffDeactivated = "staff_deactivated";
    /// A person's access is to be taken away at a time to come.
    StaffDeactivationScheduled = "staff_deactivation_scheduled";
    /// A deactivation to come was taken back.
    StaffDeactivationCancelled = "staff_deactivation_cancelled";
    /// A deactivation was undone by whoever had just asked for it.
    StaffDeactivationUndone = "staff_deactivation_undone";
    /// A person's access was given back.
    StaffReactivated = "staff_reactivated";
    /// A person was sent a password reset link.
    StaffPasswordResetRequested = "staff_password_reset_requested";
    /// A person's live link was taken back.
    StaffPasswordResetRevoked = "staff_password_reset_revoked";
    /// A person who was not signed in had a password reset link sent to themselves. Anybody can ask for that in their
    /// name.
    PasswordResetRequested = "password_reset_requested";
    /// A person set a new password with a link.
    PasswordResetCompleted = "password_reset_completed";
    /// A person was invited.
    StaffInvited = "staff_invited";
    /// A person who was invited set their first password.
    InvitationAccepted = "invitation_accepted";
    /// A person changed their password while they were signed in.
    OwnPasswordChanged = "own_password_changed";
    /// A person ended one of their sessions from another one.
    OwnSessionEnded = "own_session_ended";
    /// A person ended all their sessions but the one that they did it in.
    OtherSessionsEnded = "other_sessions_ended";
    /// All sessions of a person were ended for them.
    StaffSessionsEnded = "staff_sessions_ended";
    /// A role was made.
    RoleCreated = "role_created";
    /// A role's name or permissions were changed.
    RoleUpdated = "role_updated";
    /// A role that nobody held was taken away.
    RoleRetired = "role_retired";
    /// A person was given another role.
    StaffRoleChanged = "staff_role_changed";
    /// Permissions were added to a person's role, or taken away from it, for them alone.
    StaffPermissionsChanged = "staff_permissions_changed";
    /// A person's access was taken away with the link in a notice.
    AccountFrozen = "account_frozen";
    /// The practice's own settings were changed.
    PracticeSettingsUpdated = "practice_settings_updated";
    /// The practice has another office.
    OfficeAdded = "office_added";
    /// An office was given another name.
    OfficeRenamed = "office_renamed";
    /// An office can be chosen no more.
    OfficeClosed = "office_closed";
    /// A person was restricted to offices, or set free of them, or is restricted to others.
    StaffOfficesRestricted = "staff_offices_restricted";
    /// Another email address was asked for in a person's name.
    StaffEmailChangeRequested = "staff_email_change_requested";
    /// A person asked for another email address for themselves.
    OwnEmailChangeRequested = "own_email_change_requested";
    /// The mail that asks for the confirmation of an address was sent once more.
    EmailChangeSentAgain = "email_change_sent_again";
    /// A change of email was taken back before it was confirmed.
    EmailChangeCancelled = "email_change_cancelled";
    /// A change of email was confirmed from the new address, and is in force.
    EmailChangeConfirmed = "email_change_confirmed";
    /// A change of email was ended from the old address.
    EmailChangeObjectedTo = "email_change_objected_to";
    /// A person's settings were changed.
    StaffSettingsChanged = "staff_settings_changed";
    /// A person got another App Unlock PIN.
    StaffPinSet = "staff_pin_set";
    /// Somebody looked at a person's App Unlock PIN.
    StaffPinRevealed = "staff_pin_revealed";
    /// People were handed out as a file.
    StaffExported = "staff_exported";
    /// An import was confirmed: its people are being added, each with a row of their own.
    ImportConfirmed = "import_confirmed";
    /// An import ended: each of its rows has its result, or whoever confirmed it may not add anybody any more.
    ImportEnded = "import_ended";
    /// The results of an import were handed out as a file.
    ImportResultsExported = "import_results_exported";
    /// The same was begun to be done to many people. The details say what, and to how many.
    BulkStarted = "bulk_started";
    /// What had failed in a bulk act was begun to be tried again.
    BulkRetried = "bulk_retried";
    /// Whoever began a bulk act ended it before everybody had their turn.
    BulkStopped = "bulk_stopped";
    /// Everybody in a bulk act had their turn, or whoever began it may not do it any more.
    BulkFinished = "bulk_finished";
    /// The results of a bulk act were handed out as a file.
    BulkResultsExported = "bulk_results_exported";
    /// The audit log was handed out as a file.
    AuditEventsExported = "audit_events_exported";
    /// Somebody asked for something that leaves no trace when it is done, such as a look at a person, and was
    /// refused. The details name the operation.
    AccessRefused = "access_refused";
}

impl Event {
    /// Whether it is about the practice as a whole and not about a person: whoever may read the log reads of it, even
    /// if they are restricted to their offices.
    pub const fn is_of_practice(self) -> bool {
        matches!(
            self,
            Self::PracticeSettingsUpdated
                | Self::OfficeAdded
                | Self::OfficeRenamed
                | Self::OfficeClosed
                | Self::RoleCreated
                | Self::RoleUpdated
                | Self::RoleRetired
        )
    }
}

/// Whether an act was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditResult {
    /// It was done, and stands.
    Done,
    /// It was refused, and changed nothing.
    Refused,
}

impl AuditResult {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Done, Self::Refused];

    /// The result as it travels.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// Somebody in the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditPerson {
    /// The person.
    pub id: StaffId,
    /// Their first and last name, in this order, as they were right after the act.
    pub full_name: String,
}

/// A field of a person that an act changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// The field's name, as in the request.
    pub field: String,
    /// What stood there before; absent if nothing did.
    pub old: Option<String>,
    /// What stands there since; absent if nothing does.
    pub new: Option<String>,
    /// What the person or the role is called by now that `old` is the id of; absent if it is none, or theirs whom
    /// whoever reads may not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_name: Option<String>,
    /// The same of `new`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_name: Option<String>,
}

/// Something else that belongs to an act, such as the address that a mail was sent to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditDetail {
    /// What it is, such as `sent_to`.
    pub name: String,
    /// Its value.
    pub value: String,
    /// What the person or the role is called by now that the value is the id of; absent if it is none, or theirs whom
    /// whoever reads may not see.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_name: Option<String>,
}

/// A row of the audit log. It is never changed and never deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEvent {
    /// Counts the rows, from 1 and without gaps.
    pub number: i64,
    /// When it was.
    pub at: UnixSeconds,
    /// The act: the name of an [`Event`], as it stands in the row.
    pub event: String,
    /// Whether it was done.
    pub result: AuditResult,
    /// Why it was refused, as a problem's code; absent if it was done.
    pub reason: Option<String>,
    /// Who did it; absent if nobody was signed in, or it was the command line.
    pub actor: Option<AuditPerson>,
    /// To whom it was done; absent if it was about nobody, or nobody knows about whom.
    pub subject: Option<AuditPerson>,
    /// The fields that it changed.
    pub changes: Vec<FieldChange>,
    /// What else belongs to it.
    pub details: Vec<AuditDetail>,
    /// The client's address, if it is known.
    pub address: Option<String>,
    /// What the client calls itself, cut off after 200 characters.
    pub user_agent: Option<String>,
    /// The request that it was done by.
    pub request_id: Option<String>,
}

/// `list_audit_events`: which rows, and from where on. Filters that are left out let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ListAuditEvents {
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<StaffId>,
    /// To whom it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<StaffId>,
    /// The act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Whether it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<AuditResult>,
    /// Not before this point in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<UnixSeconds>,
    /// Before this point in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<UnixSeconds>,
    /// `next` of the page before; left out for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(min_length = 1))]
    pub after: Option<String>,
    /// How many rows, 1 to 200; 50 if left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 200))]
    pub limit: Option<u32>,
}

impl ListAuditEvents {
    /// Rows on a page if the asker does not say.
    pub const DEFAULT_LIMIT: u32 = 50;
    /// The most rows on a page.
    pub const MAX_LIMIT: u32 = 200;
}

/// `export_audit_events`: which rows. Filters that are left out let everything through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ExportAuditEvents {
    /// Who did it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actor: Option<StaffId>,
    /// To whom it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<StaffId>,
    /// The act.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Whether it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub result: Option<AuditResult>,
    /// Not before this point in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<UnixSeconds>,
    /// Before this point in time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<UnixSeconds>,
}

/// The first page of the same rows.
impl From<ExportAuditEvents> for ListAuditEvents {
    fn from(request: ExportAuditEvents) -> Self {
        let ExportAuditEvents { actor, subject, event, result, from, until } = request;
        Self { actor, subject, event, result, from, until, after: None, limit: None }
    }
}

/// A page of the audit log, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEventPage {
    /// The rows.
    pub items: Vec<AuditEvent>,
    /// What to send as `after` for the next page; absent on the last.
    pub next: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An event is filtered by under the name that stands in its rows.
    #[test]
    fn an_event_travels_under_its_name() {
        for event in Event::ALL {
            assert_eq!(serde_json::to_value(event).unwrap(), event.name());
        }
        for result in AuditResult::ALL {
            assert_eq!(serde_json::to_value(result).unwrap(), result.name());
        }
    }
}
