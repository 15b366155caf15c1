//! What somebody did, and what somebody tried to do.

use super::spaced;
use crate::audit::model::event_named;
use staffroom_contract::audit::Event;
use staffroom_contract::{AuditEvent, AuditResult};

/// How an act is told.
struct Phrases {
    /// In the list of acts to choose from.
    label: &'static str,
    /// After it was done. `{whom}` stands for the person.
    done: &'static str,
    /// After "Tried to", when it was refused.
    tried: &'static str,
}

#[expect(clippy::too_many_lines, reason = "it is a list, with a line or more for each event")]
const fn phrases(event: Event) -> Phrases {
    let (label, done, tried) = match event {
        Event::SignedIn => ("Signed in", "Signed in", "sign in"),
        Event::SignInFailed => ("Sign-in failed", "Failed to sign in as {whom}", "sign in as {whom}"),
        Event::Reauthenticated => {
            ("Password entered again", "Entered their password again", "enter their password again")
        }
        Event::SignedOut => ("Signed out", "Signed out", "sign out"),
        Event::StaffCreated => ("Added", "Added and invited {whom}", "add somebody to the staff"),
        Event::StaffInvitationSent => {
            ("Invitation sent again", "Sent {whom} another invitation", "send {whom} another invitation")
        }
        Event::StaffInvitationRevoked => {
            ("Invitation revoked", "Revoked the invitation of {whom}", "revoke the invitation of {whom}")
        }
        Event::StaffUpdated => ("Changed", "Changed {whom}", "change {whom}"),
        Event::StaffDeactivated => ("Deactivated", "Deactivated {whom}", "deactivate {whom}"),
        Event::StaffDeactivationScheduled => {
            ("Deactivation planned", "Planned to deactivate {whom}", "plan to deactivate {whom}")
        }
        Event::StaffDeactivationCancelled => (
            "Deactivation cancelled",
            "Cancelled the deactivation of {whom}",
            "cancel the deactivation of {whom}",
        ),
        Event::StaffDeactivationUndone => {
            ("Deactivation undone", "Undid the deactivation of {whom}", "undo the deactivation of {whom}")
        }
        Event::StaffReactivated => ("Reactivated", "Reactivated {whom}", "reactivate {whom}"),
        Event::StaffPasswordResetRequested => {
            ("Reset link sent", "Sent {whom} a password reset link", "send {whom} a password reset link")
        }
        Event::StaffPasswordResetRevoked => (
            "Reset link revoked",
            "Revoked the password reset link of {whom}",
            "revoke the password reset link of {whom}",
        ),
        Event::PasswordResetRequested => (
            "Reset link asked for",
            "Somebody asked for a password reset link for {whom}",
            "ask for a password reset link for {whom}",
        ),
        Event::PasswordResetCompleted => {
            ("New password set", "{whom} set a new password with a link", "set a new password with a link")
        }
        Event::StaffInvited => ("Invited", "Invited {whom}", "invite {whom}"),
        Event::InvitationAccepted => (
            "Invitation accepted",
            "{whom} accepted the invitation and set a password",
            "accept the invitation",
        ),
        Event::OwnPasswordChanged => {
            ("Own password changed", "Changed their own password", "change their own password")
        }
        Event::OwnSessionEnded => {
            ("Own session ended", "Signed out of another browser", "sign out of another browser")
        }
        Event::OtherSessionsEnded => {
            ("Other sessions ended", "Signed out of all other browsers", "sign out of all other browsers")
        }
        Event::StaffSessionsEnded => {
            ("Signed out by another", "Signed {whom} out everywhere", "sign {whom} out everywhere")
        }
        Event::AccountFrozen => {
            ("Account frozen", "The account of {whom} was frozen", "freeze the account of {whom}")
        }
        Event::RoleCreated => ("Role made", "Made the role {role}", "make a role"),
        Event::RoleUpdated => ("Role changed", "Changed the role {role}", "change a role"),
        Event::RoleRetired => ("Role retired", "Retired the role {role}", "retire a role"),
        Event::StaffRoleChanged => ("Role given", "Gave {whom} another role", "give {whom} another role"),
        Event::StaffPermissionsChanged => {
            ("Permissions changed", "Changed the permissions of {whom}", "change the permissions of {whom}")
        }
        Event::PracticeSettingsUpdated => {
            ("Practice settings changed", "Changed the practice’s settings", "change the practice’s settings")
        }
        Event::OfficeAdded => ("Office added", "Added an office", "add an office"),
        Event::OfficeRenamed => ("Office renamed", "Renamed an office", "rename an office"),
        Event::OfficeClosed => ("Office closed", "Closed an office", "close an office"),
        Event::StaffOfficesRestricted => {
            ("Offices restricted", "Changed the offices of {whom}", "change the offices of {whom}")
        }
        Event::StaffEmailChangeRequested => (
            "Change of email asked for",
            "Asked for another email address for {whom}",
            "ask for another email address for {whom}",
        ),
        Event::OwnEmailChangeRequested => (
            "Change of own email asked for",
            "Asked for another email address of their own",
            "ask for another email address of their own",
        ),
        Event::EmailChangeSentAgain => (
            "Change of email sent again",
            "Sent {whom} the mail about their new email address again",
            "send {whom} the mail about their new email address again",
        ),
        Event::EmailChangeCancelled => (
            "Change of email cancelled",
            "Cancelled the change of email of {whom}",
            "cancel the change of email of {whom}",
        ),
        Event::EmailChangeConfirmed => {
            ("New email confirmed", "{whom} confirmed a new email address", "confirm a new email address")
        }
        Event::EmailChangeObjectedTo => (
            "Change of email objected to",
            "The change of email of {whom} was ended from the old address",
            "end the change of email of {whom}",
        ),
        Event::StaffSettingsChanged => {
            ("Settings changed", "Changed the settings of {whom}", "change the settings of {whom}")
        }
        Event::StaffPinSet => (
            "App Unlock PIN set",
            "Set another App Unlock PIN for {whom}",
            "set another App Unlock PIN for {whom}",
        ),
        Event::StaffPinRevealed => (
            "App Unlock PIN shown",
            "Looked at the App Unlock PIN of {whom}",
            "look at the App Unlock PIN of {whom}",
        ),
        Event::StaffExported => ("Staff exported", "Exported the staff table", "export the staff table"),
        Event::ImportConfirmed => ("Import confirmed", "Confirmed an import of people", "import people"),
        Event::ImportEnded => ("Import ended", "Finished an import of people", "import people"),
        Event::ImportResultsExported => (
            "Import results exported",
            "Exported the results of an import",
            "export the results of an import",
        ),
        Event::BulkStarted => ("Bulk action begun", "Began a bulk action", "begin a bulk action"),
        Event::BulkRetried => (
            "Bulk action tried again",
            "Tried again what had failed in a bulk action",
            "try a bulk action again",
        ),
        Event::BulkStopped => ("Bulk action stopped", "Stopped a bulk action", "stop a bulk action"),
        Event::BulkFinished => ("Bulk action finished", "Finished a bulk action", "go on with a bulk action"),
        Event::BulkResultsExported => (
            "Results exported",
            "Exported the results of a bulk action",
            "export the results of a bulk action",
        ),
        Event::AuditEventsExported => ("Exported", "Exported the audit log", "export the audit log"),
        Event::AccessRefused => ("Access refused", "Asked for what they may not see", "see {whom}"),
    };
    Phrases { label, done, tried }
}

/// An act in the list of those to choose from.
pub(in crate::audit) const fn label(event: Event) -> &'static str {
    phrases(event).label
}

/// What happened, in a sentence: "Sent Camille Nurse a password reset link".
pub(in crate::audit) fn sentence(event: &AuditEvent) -> String {
    let whom = event.subject.as_ref().map_or("somebody unknown", |person| &person.full_name);
    let Some(known) = event_named(&event.event) else {
        return spaced(&event.event);
    };
    let phrases = phrases(known);
    let sentence = match event.result {
        AuditResult::Done => phrases.done.to_owned(),
        AuditResult::Refused => format!("Tried to {}", looked_at(event).unwrap_or(phrases.tried)),
    };
    let role = event.details.iter().find(|detail| detail.name == "role");
    let role = role.map_or_else(|| "of an unknown name".to_owned(), |role| format!("“{}”", role.value));
    sentence.replace("{whom}", whom).replace("{role}", &role)
}

/// What somebody wanted to see who was refused a look.
fn looked_at(event: &AuditEvent) -> Option<&'static str> {
    let operation = event.details.iter().find(|detail| detail.name == "operation")?;
    Some(match operation.value.as_str() {
        "get_staff" => return None,
        "list_staff" | "get_staff_overview" => "see the staff table",
        "list_providers" => "see the providers",
        "list_care_team_roles" => "see the care team roles",
        "list_imports" | "get_import" | "list_import_rows" | "export_import_results" => "see an import",
        "check_import" => "check an import of people",
        "discard_import" => "discard an import of people",
        "list_roles" => "see the roles",
        "list_audit_events" => "see the audit log",
        "get_practice_settings" => "see the practice’s settings",
        "list_offices" => "see the offices",
        _ => "do what their role does not allow",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{AuditDetail, AuditPerson, StaffId, UnixSeconds};

    fn event(name: &str, result: AuditResult) -> AuditEvent {
        AuditEvent {
            number: 1,
            at: UnixSeconds(0),
            event: name.to_owned(),
            result,
            reason: None,
            actor: None,
            subject: Some(AuditPerson { id: StaffId::new("n1"), full_name: "Camille Nurse".to_owned() }),
            changes: Vec::new(),
            details: Vec::new(),
            address: None,
            user_agent: None,
            request_id: None,
        }
    }

    /// Every act has a sentence, done and refused, and each can be told from the others where one is chosen.
    #[test]
    fn every_event_has_its_sentence() {
        let mut labels = Vec::new();
        for known in Event::ALL {
            for result in [AuditResult::Done, AuditResult::Refused] {
                let sentence = sentence(&event(known.name(), result));
                assert!(!sentence.contains(['{', '_']), "{sentence}");
                assert_eq!(sentence.starts_with("Tried to "), result == AuditResult::Refused, "{sentence}");
            }
            assert!(!labels.contains(&label(*known)), "{}", label(*known));
            labels.push(label(*known));
        }
    }

    #[test]
    fn a_sentence_names_the_person() {
        let sent = Event::StaffPasswordResetRequested.name();
        assert_eq!(sentence(&event(sent, AuditResult::Done)), "Sent Camille Nurse a password reset link");
        assert_eq!(
            sentence(&event(sent, AuditResult::Refused)),
            "Tried to send Camille Nurse a password reset link"
        );
        let unknown = AuditEvent { subject: None, ..event("sign_in_failed", AuditResult::Refused) };
        assert_eq!(sentence(&unknown), "Tried to sign in as somebody unknown");
    }

    /// A look that was refused says at what.
    #[test]
    fn a_refused_look_says_at_what() {
        let refused = event(Event::AccessRefused.name(), AuditResult::Refused);
        let at = |operation: &str| {
            let operation =
                AuditDetail { name: "operation".to_owned(), value: operation.to_owned(), value_name: None };
            sentence(&AuditEvent { details: vec![operation], ..refused.clone() })
        };
        assert_eq!(at("get_staff"), "Tried to see Camille Nurse");
        assert_eq!(at("list_audit_events"), "Tried to see the audit log");
        assert_eq!(at("something_new"), "Tried to do what their role does not allow");
    }

    /// An act that an older or newer version of the server wrote is shown as well as it can be.
    #[test]
    fn an_act_that_nobody_knows_is_still_read() {
        assert_eq!(sentence(&event("staff_renamed", AuditResult::Done)), "Staff renamed");
    }
}
