//! Every sentence of the audit log.

use super::model::event_named;
use crate::api::ApiError;
use crate::feedback;
use crate::permissions;
use staffroom_contract::audit::Event;
use staffroom_contract::field::name;
use staffroom_contract::{
    AuditDetail, AuditEvent, AuditResult, FieldChange, Permission, ProblemCode, UnixSeconds,
};

pub(super) const AUDIT_LOG: &str = "Audit log";
pub(super) const FILTERS: &str = "Filters";
pub(super) const EVENT: &str = "Event";
pub(super) const ANY: &str = "Any";
pub(super) const FROM: &str = "From";
pub(super) const UNTIL: &str = "Until";
pub(super) const DOWNLOAD_CSV: &str = "Download CSV";
/// What the browser calls the file.
pub(super) const FILE_NAME: &str = "audit-events.csv";

pub(super) const WHEN: &str = "When";
pub(super) const WHO: &str = "Who";
pub(super) const WHAT: &str = "What";
pub(super) const WHOM: &str = "Whom";
pub(super) const RESULT: &str = "Result";
pub(super) const FROM_WHERE: &str = "From where";
/// Stands where there is nobody, or nothing is known.
pub(super) const NOTHING: &str = "-";

pub(super) const LOAD_MORE: &str = "Load more";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const CLEAR_FILTERS: &str = "Clear filters";
pub(super) const NO_EVENTS: &str = "Nothing has happened yet.";
pub(super) const NO_EVENTS_MATCH: &str = "No events match these filters.";

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
pub(super) const fn label(event: Event) -> &'static str {
    phrases(event).label
}

/// What happened, in a sentence: "Sent Camille Nurse a password reset link".
pub(super) fn sentence(event: &AuditEvent) -> String {
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

/// Whether it was done, in a word.
pub(super) const fn result(result: AuditResult) -> &'static str {
    match result {
        AuditResult::Done => "Done",
        AuditResult::Refused => "Refused",
    }
}

/// Why it was refused.
pub(super) fn reason(code: &str) -> String {
    let Some(known) = ProblemCode::ALL.iter().copied().find(|known| known.name() == code) else {
        return spaced(code);
    };
    match known {
        ProblemCode::WrongCredentials => "The username or the password was wrong.",
        ProblemCode::Forbidden => "Their role does not allow it.",
        ProblemCode::OutranksYou => "The person holds permissions that they do not have.",
        ProblemCode::InvitationPending => "The person had not accepted their invitation yet.",
        ProblemCode::NotPending => "The person did not wait for an invitation.",
        ProblemCode::BeyondYou => "It would have given a permission that they do not have.",
        ProblemCode::RoleHeld => "Somebody held the role.",
        ProblemCode::BeyondYourOffices => "It reached beyond the offices that they are restricted to.",
        ProblemCode::ReauthRequired => "They had not entered their password for a while.",
        ProblemCode::CrossSite => "It came from another site’s page.",
        ProblemCode::NoEmail => "The person had no email address.",
        ProblemCode::NotActive => "The person’s account was not active.",
        ProblemCode::Yourself => "It was their own account.",
        ProblemCode::LastAdministrator => "It was the last active person who could manage accounts.",
        ProblemCode::EmailUpdateOff => "They may not change their own email address.",
        ProblemCode::NoEmailChange => "There was no change of email that could still be confirmed.",
        ProblemCode::NoPin => "The person had no App Unlock PIN.",
        ProblemCode::NoLiveLink => "There was no link that could still be used.",
        other => return format!("{}.", other.title()),
    }
    .to_owned()
}

/// A field that was changed: "Username: “camilles” → “camillen”".
pub(super) fn change(change: &FieldChange) -> String {
    let value = |value: &Option<String>| match value {
        Some(value) if !value.is_empty() => format!("“{}”", shown_value(&change.field, value)),
        _ => "empty".to_owned(),
    };
    format!("{}: {} → {}", field(&change.field), value(&change.old), value(&change.new))
}

/// A value as people read it: permissions by their names.
fn shown_value(field: &str, value: &str) -> String {
    if field != name::PERMISSIONS {
        return value.to_owned();
    }
    let name = |name: &str| {
        let known = Permission::ALL.into_iter().find(|permission| permission.name() == name);
        known.map_or_else(|| spaced(name), |permission| permissions::name(permission).to_owned())
    };
    value.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

fn field(field: &str) -> String {
    match field {
        name::FIRST_NAME => "First Name",
        name::LAST_NAME => "Last Name",
        name::PRIMARY_PROVIDER_ID => "Primary Provider",
        name::ROLE_ID => "Role",
        name::USERNAME => "Username",
        name::EMAIL => "Email",
        name::CARE_TEAM_ROLE_CODE => "Care Team Role",
        name::CARE_TEAM_IDENTIFIER => "Care Team Identifier",
        name::ENABLE_EMAIL_UPDATE => "Enable email update",
        name::SEND_DAILY_BILLING_REPORT => "Send daily billing report",
        name::CELL_PHONE => "Cell Phone",
        name::HOME_PHONE => "Home Phone",
        name::OFFICE_IDS => "Offices",
        other => return spaced(other),
    }
    .to_owned()
}

/// What else belongs to it: "Sent to: cnurse@email.xyz". `at` writes a point in time.
pub(super) fn detail(detail: &AuditDetail, at: impl Fn(UnixSeconds) -> String) -> String {
    let AuditDetail { name, value } = detail;
    let label = match name.as_str() {
        "sent_to" => "Sent to",
        "on" => "On",
        "reason" => "Reason",
        "hand_over_to" => "Primary provider from now on",
        "handed_over" => "People handed over",
        "taken_back" => "People taken back",
        "expires_at" => "Valid until",
        "password_reset_id" => "Link",
        "email_change_id" => "Change of email",
        "import_id" => "Import",
        "import_row" => "Row of the file",
        "rows" => "Rows to add",
        "rows_added" => "Rows added",
        "rows_failed" => "Rows not added",
        "rows_left_out" => "Rows left out",
        "bulk_id" => "Bulk action",
        "actor" => WHO,
        "subject" => WHOM,
        "from" => FROM,
        "until" => UNTIL,
        other => return format!("{}: {}", spaced(other), shown_value(other, value)),
    };
    let time = value.parse().ok().filter(|_| ["expires_at", "from", "until"].contains(&name.as_str()));
    format!("{label}: {}", time.map_or_else(|| value.clone(), |time| at(UnixSeconds(time))))
}

/// The link to all that somebody did.
pub(super) fn show_done_by(name: &str) -> String {
    format!("{name}: show what they did")
}

/// The link to all that was done to somebody.
pub(super) fn show_done_to(name: &str) -> String {
    format!("{name}: show what was done to them")
}

/// A person who is filtered by: "Whom: Camille Nurse".
pub(super) fn chosen(label: &str, name: &str) -> String {
    format!("{label}: {name}")
}

/// The button that takes such a filter away.
pub(super) fn remove(chosen: &str) -> String {
    format!("Remove the filter {chosen}")
}

/// How much of the log is shown.
pub(super) fn showing(shown: usize, has_more: bool, is_full: bool) -> String {
    let events = if shown == 1 { "event" } else { "events" };
    match (has_more, is_full) {
        (false, _) => format!("Showing {shown} {events}. You have reached the end."),
        (true, false) => format!("Showing the newest {shown} {events}."),
        (true, true) => {
            format!(
                "Showing the newest {shown} {events}. Narrow the filters to see older ones, or export all."
            )
        }
    }
}

/// A further page that did not come.
pub(super) fn more_failed(error: &ApiError) -> String {
    format!("More could not be loaded. {}", feedback::words::of(error))
}

/// A name of the machinery, as well as it can be read: `staff_renamed` becomes "Staff renamed".
fn spaced(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).map(|letter| if letter == '_' { ' ' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{AuditPerson, StaffId};

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

    fn detail_of(name: &str, value: &str) -> AuditDetail {
        AuditDetail { name: name.to_owned(), value: value.to_owned() }
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
        let at = |operation| {
            sentence(&AuditEvent { details: vec![detail_of("operation", operation)], ..refused.clone() })
        };
        assert_eq!(at("get_staff"), "Tried to see Camille Nurse");
        assert_eq!(at("list_audit_events"), "Tried to see the audit log");
        assert_eq!(at("something_new"), "Tried to do what their role does not allow");
    }

    /// A row that an older or newer version of the server wrote is shown as well as it can be.
    #[test]
    fn a_name_that_nobody_knows_is_still_read() {
        assert_eq!(sentence(&event("staff_renamed", AuditResult::Done)), "Staff renamed");
        assert_eq!(reason("too_late"), "Too late");
        let changed = FieldChange { field: "care_team".to_owned(), old: None, new: Some("Blue".to_owned()) };
        assert_eq!(change(&changed), "Care team: empty → “Blue”");
    }

    /// Every reason is a sentence about somebody else: the reader is not who was refused.
    #[test]
    fn every_reason_is_about_somebody_else() {
        for code in ProblemCode::ALL.iter().filter(|code| [403, 409].contains(&code.status())) {
            let reason = reason(code.name());
            assert!(reason.ends_with('.'), "{reason}");
            assert!(!reason.contains("You ") && !reason.contains(" you "), "{reason}");
        }
    }

    #[test]
    fn a_change_shows_both_values() {
        let changed = FieldChange {
            field: name::USERNAME.to_owned(),
            old: Some("camilles".to_owned()),
            new: Some("camillen".to_owned()),
        };
        assert_eq!(change(&changed), "Username: “camilles” → “camillen”");
    }

    #[test]
    fn a_detail_is_told_in_words() {
        let at = |time: UnixSeconds| format!("second {}", time.0);
        assert_eq!(detail(&detail_of("sent_to", "cnurse@email.xyz"), at), "Sent to: cnurse@email.xyz");
        assert_eq!(detail(&detail_of("expires_at", "42"), at), "Valid until: second 42");
        assert_eq!(detail(&detail_of("from", "soon"), at), "From: soon");
        assert_eq!(detail(&detail_of("some_thing", "x"), at), "Some thing: x");
    }

    #[test]
    fn the_foot_says_whether_that_is_all() {
        assert_eq!(showing(1, false, false), "Showing 1 event. You have reached the end.");
        assert_eq!(showing(50, true, false), "Showing the newest 50 events.");
        assert!(showing(500, true, true).contains("export all"));
    }
}
