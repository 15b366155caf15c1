//! Every sentence of the staff pages.

use super::model::{CannotReset, Field};
use super::settings::Switch;
use super::timeline::{LinkEvent, Step};
use crate::api::ApiError;
use crate::feedback;
use crate::ui::time;
use staffroom_contract::text::SEARCH_MAX;
use staffroom_contract::{
    LinkPurpose, MailFailure, PasswordResetState, ProblemCode, RoleSummary, StaffStatus, StaffSummary,
    UnixSeconds,
};

pub(super) const IMPORT: &str = "Import";
pub(super) const STAFF: &str = "Staff";
pub(super) const LISTS: &str = "Lists";
pub(super) const ACTIVE: &str = "Active";
pub(super) const INACTIVE: &str = "Inactive";
pub(super) const PENDING: &str = "Pending";
pub(super) const ALL: &str = "All";
pub(super) const FILTERS: &str = "Filters";
pub(super) const LAST_SIGN_IN: &str = "Last sign-in";
pub(super) const INVITATION: &str = "Invitation";
pub(super) const SEARCH_STAFF: &str = "Search staff";
pub(super) const SEARCH_HINT: &str = "Name, username, email or phone";
pub(super) const CLEAR_SEARCH: &str = "Clear search";
pub(super) const CLEAR_FILTERS: &str = "Clear filters";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const TWO_FACTOR_AUTH: &str = "2-Factor Auth";
pub(super) const ACTION: &str = "Action";
pub(super) const ON: &str = "On";
pub(super) const OFF: &str = "Off";
pub(super) const VIEW: &str = "View";
pub(super) const SELECT: &str = "Select";
pub(super) const DEACTIVATE: &str = "Deactivate";
pub(super) const REACTIVATE: &str = "Reactivate";
pub(super) const END_OF_LIST: &str = "You have reached the end.";
pub(super) const LOADING: &str = "Loading…";
pub(super) const LOADING_MORE: &str = "Loading more…";

pub(super) const USERNAME: &str = "Username";
pub(super) const EMAIL: &str = "Email";
pub(super) const CELL_PHONE: &str = "Cell Phone";
pub(super) const HOME_PHONE: &str = "Home Phone";
pub(super) const PRIMARY_PROVIDER: &str = "Primary Provider";
pub(super) const FIRST_NAME: &str = "First Name";
pub(super) const LAST_NAME: &str = "Last Name";
pub(super) const CARE_TEAM_ROLE: &str = "Care Team Role";
pub(super) const CARE_TEAM_IDENTIFIER: &str = "Care Team Identifier";
/// Stands where a person has no value.
pub(super) const NOTHING: &str = "-";

pub(super) const CLOSE: &str = "Close";
pub(super) const BASIC: &str = "Basic";
pub(super) const EDIT: &str = "Edit";
pub(super) const NO_SUCH_PERSON: &str = "No such person";
pub(super) const NO_SUCH_PERSON_WHY: &str = "Nobody on the staff has this address.";
pub(super) const AUDIT_LOG: &str = "Audit Log";
pub(super) const BACK_TO_STAFF: &str = "Back to the staff table";

pub(super) const ROLE: &str = "Role";
pub(super) const PERMISSIONS: &str = "Permissions";
pub(super) const NO_PERMISSIONS: &str = "Only their own account";
pub(super) const CHANGE_ROLE: &str = "Change role";
pub(super) const ROLE_YOURSELF: &str = "This is your own account. Another administrator can change its role.";
pub(super) const ROLE_CHANGED_MEANWHILE: &str = "Somebody else changed this person in the meantime. What you chose is kept. Save again to have it your way.";

pub(super) const SETTINGS: &str = "Settings";
pub(super) const SETTING: &str = "Setting";
pub(super) const STATUS: &str = "Status";
pub(super) const DETAIL: &str = "Detail";
pub(super) const APP_UNLOCK_PIN: &str = "App Unlock PIN";
pub(super) const ENABLE_EMAIL_UPDATE: &str = "Enable email update";
pub(super) const RESTRICT_OFFICES: &str = "Restrict offices";
pub(super) const SEND_DAILY_BILLING_REPORT: &str = "Send daily billing report";
pub(super) const SET: &str = "Set";
pub(super) const NOT_SET: &str = "Not set";
pub(super) const MASKED_PIN: &str = "••••";
pub(super) const PIN_IS_HIDDEN: &str = "Hidden";

pub(super) const CHANGE: &str = "Change";
/// The name of the link to the drawer, which says what it changes.
pub(super) const OFFICES: &str = "Offices";
pub(super) const CHANGE_OFFICES: &str = "Change Restrict offices";
pub(super) const RESTRICT_TO_OFFICES: &str = "Restrict to these offices";
pub(super) const NOT_YOUR_OWN_OFFICES: &str = "Nobody restricts themselves. Ask another administrator.";
pub(super) const CHOOSE_AN_OFFICE: &str = "Choose at least one office, or turn the restriction off.";
pub(super) const LOOK_AT_OFFICES_AGAIN: &str =
    "Somebody else changed this person in the meantime. Look at the offices again, then save.";
pub(super) const OFFICE_IS_CLOSED: &str = "closed";
pub(super) const OFFICE_IS_NOT_YOURS: &str = "not one of your offices";
pub(super) const NO_OFFICES: &str = "There is no office yet. Add one in Practice Settings.";

pub(super) const SENT_TO: &str = "Sent to";
pub(super) const VALID_UNTIL: &str = "Valid until";
pub(super) const UNVERIFIED: &str = "(unverified: mail scanners open links too)";
pub(super) const WHAT_HAPPENED: &str = "What happened to the link";
pub(super) const EARLIER_LINKS: &str = "Earlier links";
pub(super) const MAIL_GOES_OUT_LATER: &str =
    "Links that you send wait, and go out by themselves once this is mended. Tell whoever runs your mail.";
pub(super) const VALID_FOR: &str = "Valid for";
pub(super) const SEND_AGAIN: &str = "Send again";
pub(super) const REVOKE: &str = "Revoke";

pub(super) const RESET_PASSWORD: &str = "Reset Password";
pub(super) const SEND_LINK: &str = "Send link";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const IT_GOES_TO: &str = "It goes to";
pub(super) const OLDER_LINK_STOPS: &str = "The link that was sent before stops working.";

pub(super) const ADD_STAFF: &str = "Add Staff";
pub(super) const THEY_CHOOSE_A_PASSWORD: &str =
    "They get an invitation by mail and choose their password themselves.";
/// Whom somebody works with who is a provider themselves.
pub(super) const THEMSELVES: &str = "Themselves";
pub(super) const CARE_TEAM_IDENTIFIER_HINT: &str = "A provider’s NPI with 10 digits, or an NCSBN ID with 8";
pub(super) const ADD_AND_INVITE: &str = "Add and invite";
pub(super) const SEND_INVITATION: &str = "Send invitation";
pub(super) const OLDER_INVITATION_STOPS: &str = "The invitation that was sent before stops working.";

pub(super) const UPDATE_STAFF: &str = "Update Staff";
pub(super) const STAFF_INFORMATION: &str = "Staff Information";
pub(super) const SAVE: &str = "Save";
pub(super) const CHANGE_EMAIL: &str = "Change Email";
pub(super) const NEW_EMAIL: &str = "New Email";
pub(super) const LINK_GOES_THERE: &str = "A link to confirm it goes there. It is valid for 72 hours.";
pub(super) const CHANGE_OF_EMAIL: &str = "Change of email";
pub(super) const NOT_CONFIRMED: &str = "Not confirmed";
pub(super) const QUEUED: &str = "The mail is about to be sent";
pub(super) const WHAT_HAPPENED_TO_CHANGE: &str = "What happened to the change of email";
pub(super) const SEND_EMAIL_CHANGE_AGAIN: &str = "Send again the mail to the new address";
pub(super) const CANCEL_EMAIL_CHANGE: &str = "Cancel the change of email";
pub(super) const CANCEL_CHANGE: &str = "Cancel change";
pub(super) const REVEAL: &str = "Reveal";
pub(super) const HIDE: &str = "Hide";
pub(super) const SET_NEW: &str = "Set";
pub(super) const SET_PIN: &str = "Set PIN";
pub(super) const NEW_PIN: &str = "New PIN";
pub(super) const GENERATE_NEW: &str = "Generate new";
pub(super) const PIN_HINT: &str = "Four digits, no run, no repeats, and no year. Or let one be made up.";
pub(super) const SOMEBODY_CHANGED: &str = "Somebody else changed this person in the meantime";
pub(super) const NOTHING_YOU_SEE_CHANGED: &str =
    "Nothing in this form is concerned. Select Save to save your changes.";
pub(super) const WHAT_IS_KEPT: &str =
    "What you typed is kept. Fields that you did not touch show the new values. Select Save to save yours.";
pub(super) const EMPTY: &str = "empty";
pub(super) const OUTRANKS_YOU: &str = "This person holds permissions that you do not have.";
pub(super) const NO_EMAIL_TO_INVITE: &str = "Add an email address with Change Email first.";
pub(super) const YOURSELF: &str = "This is your own account. Another administrator can deactivate it.";

/// A role to choose.
pub(super) fn role_option(role: &RoleSummary) -> String {
    if role.is_system() { format!("{} (System)", role.name) } else { role.name.clone() }
}

/// Somebody holds another role.
pub(super) fn role_changed(name: &str, role: &str) -> String {
    format!("{name} is now {role}.")
}

/// What saving would give somebody, and what it would take from them.
pub(super) fn difference(name: &str, gains: &str, losses: &str) -> String {
    match (gains.is_empty(), losses.is_empty()) {
        (true, true) => format!("Nothing changes in what {name} may do."),
        (false, true) => format!("{name} will have in addition: {gains}."),
        (true, false) => format!("{name} will no longer have: {losses}."),
        (false, false) => format!("{name} will have in addition: {gains}. No longer: {losses}."),
    }
}

/// Why a choice cannot be saved that holds permissions which the chooser lacks.
pub(super) fn role_beyond_you(permissions: &str) -> String {
    format!("You cannot give what you do not have: {permissions}. Switch it off, or choose another role.")
}

/// How many of how many people are loaded.
pub(super) fn showing(loaded: usize, total: u64) -> String {
    format!("Showing {} of {} records", number(loaded as u64), number(total))
}

/// A list that has nobody to show, and whether others have somebody.
pub(super) fn nobody(search: &str, is_filtered: bool, are_elsewhere: bool) -> String {
    let sentence = match (search, is_filtered) {
        ("", false) => return "There is nobody in this list.".to_owned(),
        ("", true) => "No staff match these filters.".to_owned(),
        (search, false) => format!("No staff match “{search}”."),
        (search, true) => format!("No staff match “{search}” and these filters."),
    };
    if are_elsewhere { sentence + " There are some in the other lists." } else { sentence }
}

/// When somebody signed in last.
pub(super) fn last_sign_in(at: Option<UnixSeconds>) -> String {
    at.map_or_else(|| "Never".to_owned(), time::words)
}

/// What has become of a pending person's invitation.
pub(super) fn invitation(person: &StaffSummary) -> Option<String> {
    (person.status == StaffStatus::Pending).then(|| {
        match person.invitation_expires_at.filter(|expires_at| *expires_at > time::now()) {
            Some(expires_at) => format!("valid until {}", time::words(expires_at)),
            None => "ran out".to_owned(),
        }
    })
}

/// A search that is not carried out.
pub(super) fn search_too_long() -> String {
    format!("This search is too long. Use {SEARCH_MAX} characters or fewer.")
}

/// A further page that did not come.
pub(super) fn more_failed(error: &ApiError) -> String {
    format!("More could not be loaded. {}", feedback::words::of_load(error))
}

/// A number with its thousands apart: "12,431".
pub(super) fn number(number: u64) -> String {
    let digits = number.to_string();
    let mut words = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

/// A label before its value.
pub(super) fn labelled(label: &str) -> String {
    format!("{label}: ")
}

/// A field's label in the drawer.
pub(super) const fn label(field: Field) -> &'static str {
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

/// Since when an account is frozen, and what to do about it, or who can.
pub(super) fn frozen(time: &str, outranks_you: bool) -> String {
    let what_to_do = if outranks_you {
        "Talk to an administrator who may do all that they may: you cannot give this account back."
    } else {
        "Talk to them, then reactivate the account: that sends them an invitation to set a new password."
    };
    format!(
        "Frozen on {time} with the link in a mail about a new password: its holder says that somebody else set it. \
         {what_to_do}"
    )
}

/// What a person's badge says; those who may sign in have none.
pub(super) const fn status(status: StaffStatus) -> Option<&'static str> {
    match status {
        StaffStatus::Active => None,
        StaffStatus::Inactive => Some(INACTIVE),
        StaffStatus::Pending => Some(PENDING),
    }
}

/// The link to the question that a person's status leaves open.
pub(super) const fn status_question(status: StaffStatus) -> &'static str {
    match status {
        StaffStatus::Active | StaffStatus::Pending => DEACTIVATE,
        StaffStatus::Inactive => REACTIVATE,
    }
}

/// The heading over links.
pub(super) const fn links_of(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::PasswordReset => "Password reset",
        LinkPurpose::Invitation => "Invitation",
    }
}

/// Stands where there is no link yet.
pub(super) const fn no_link_yet(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::PasswordReset => "No link has been sent.",
        LinkPurpose::Invitation => "No invitation has been sent.",
    }
}

/// What became of a link, in a word.
pub(super) const fn link_state(purpose: LinkPurpose, state: PasswordResetState) -> &'static str {
    match state {
        PasswordResetState::Expired if matches!(purpose, LinkPurpose::Invitation) => "Invitation ran out",
        PasswordResetState::Queued => "Queued",
        PasswordResetState::Sent => "Sent",
        PasswordResetState::Used => "Used",
        PasswordResetState::Expired => "Expired",
        PasswordResetState::Revoked => "Revoked",
        PasswordResetState::PasswordChanged
        | PasswordResetState::EmailChanged
        | PasswordResetState::Deactivated => "Ended",
        PasswordResetState::Replaced => "Replaced",
        PasswordResetState::Failed => "Not sent",
    }
}

/// What happened to a link, by whom and when: "Revoked by Morgan Manager, Nov 26, 2026, 7:35 PM EST".
pub(super) fn link_step(step: &Step, at: Option<String>) -> String {
    let what = match step.event {
        LinkEvent::Queued => "Queued",
        LinkEvent::HandedOver => "Made at the command line",
        LinkEvent::Delayed(failure) => return format!("Not sent yet. {}", mail_failure(failure)),
        LinkEvent::Sent => "Sent",
        LinkEvent::Failed(_) => "Given up",
        LinkEvent::Opened => "Opened",
        LinkEvent::Used => "Used",
        LinkEvent::Expired => "Expired",
        LinkEvent::Revoked => "Revoked",
        LinkEvent::PasswordChanged => "Ended: the password was changed",
        LinkEvent::EmailChanged => "Ended: the email address was changed",
        LinkEvent::Deactivated => "Ended: the account was made inactive",
        LinkEvent::Replaced => "Replaced",
    };
    let by = step.by.as_ref().map(|name| format!(" by {name}")).unwrap_or_default();
    let at = at.map(|at| format!(", {at}")).unwrap_or_default();
    match step.event {
        LinkEvent::Failed(failure) => format!("{what}{by}{at}. {}", mail_failure(failure)),
        _ => format!("{what}{by}{at}"),
    }
}

/// Why mail does not leave, and who can mend it.
pub(super) const fn mail_failure(failure: MailFailure) -> &'static str {
    match failure {
        MailFailure::Unreachable => "The mail server cannot be reached.",
        MailFailure::Credentials => {
            "The mail server does not accept the user and password that are set for it."
        }
        MailFailure::NotEncrypted => "No encrypted connection to the mail server comes about.",
        MailFailure::Deferred => "The mail server asks to come again later.",
        MailFailure::Rejected => "The mail server takes no mail for this address. Check the address.",
        MailFailure::UnsuitableServer => "What answers there does not do what a mail server must.",
        MailFailure::Void => "By then the link could not be used any more.",
        MailFailure::Internal => "Something is wrong on Staffroom's own server. Ask whoever runs it.",
    }
}

/// That mail does not leave, and since when.
pub(super) fn mail_is_stuck(since: &str) -> String {
    format!("Mail has not been leaving since {since}.")
}

/// How long a link can still be used.
pub(super) fn valid_more(remaining: &str) -> String {
    format!("valid {remaining} more")
}

/// Asks whether to send a link.
pub(super) fn send_link_title(name: &str) -> String {
    format!("Send {name} a password reset link?")
}

/// Says, before it is sent, how long a link is valid: "72 hours", "90 minutes".
pub(super) fn validity(seconds: u32) -> String {
    let (length, unit) = match seconds {
        seconds if seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        seconds => (seconds / 60, "minute"),
    };
    format!("{length} {unit}{}", if length == 1 { "" } else { "s" })
}

/// What follows the address in the question whether to send a link.
pub(super) fn and_is_valid_for(seconds: u32) -> String {
    format!(" and is valid for {}.", validity(seconds))
}

/// What just happened: a link waits to be sent.
pub(super) fn queued(name: &str, address: &str, until: &str) -> String {
    format!("Queued: a password reset link for {name} goes to {address}. It is valid until {until}.")
}

/// Says that somebody was invited.
pub(super) fn invitation_sent(address: &str) -> String {
    format!("Invitation sent to {address}.")
}

/// Asks whether to send an invitation.
pub(super) fn invite_title(name: &str) -> String {
    format!("Send {name} an invitation?")
}

/// What just happened: an invitation waits to be sent.
pub(super) fn invited(name: &str, address: &str, until: &str) -> String {
    format!("Queued: an invitation for {name} goes to {address}. It is valid until {until}.")
}

/// Asks whether to take an invitation back.
pub(super) fn revoke_invitation_title(name: &str) -> String {
    format!("Revoke the invitation of {name}?")
}

/// What revoking an invitation does.
pub(super) fn revoke_invitation_does(name: &str) -> String {
    format!("It stops working. {name} stays on the staff, and can be invited again.")
}

/// What just happened: an invitation was taken back.
pub(super) fn invitation_revoked(name: &str) -> String {
    format!("The invitation of {name} was revoked.")
}

/// Asks for another address.
pub(super) fn change_email_title(name: &str) -> String {
    format!("Change the email of {name}")
}

/// What stays until the new address is confirmed.
pub(super) fn stays_until_confirmed(email: Option<&str>) -> String {
    match email {
        Some(email) => {
            format!("Until it is confirmed, mail goes on to {email}, which gets a notice and can object.")
        }
        None => "Until it is confirmed, no mail can be sent to them.".to_owned(),
    }
}

/// What becomes of a change that waits already.
pub(super) fn is_replaced(new_email: &str) -> String {
    format!("The change to {new_email} that waits is replaced.")
}

/// What just happened: a change waits for its confirmation.
pub(super) fn change_queued(name: &str, new_email: &str, until: &str) -> String {
    format!(
        "Queued: a link goes to {new_email}. The email of {name} changes once it is confirmed, until {until}."
    )
}

/// What just happened: the mail was sent once more.
pub(super) fn sent_again(new_email: &str) -> String {
    format!("Queued: the mail goes to {new_email} again.")
}

/// Who asked for a change, and when.
pub(super) fn asked_for_by(name: &str, at: &str) -> String {
    format!("Asked for by {name}, {at}")
}

/// When the mail to the new address was sent.
pub(super) fn sent_at(at: &str) -> String {
    format!("Sent, {at}")
}

/// Why the mail to the new address has not left.
pub(super) fn not_sent_yet(failure: MailFailure) -> String {
    format!("Not sent. {}", mail_failure(failure))
}

/// Asks whether to take a change back.
pub(super) fn cancel_change_title(name: &str) -> String {
    format!("Cancel the change of email of {name}?")
}

/// What cancelling does.
pub(super) fn cancelling_does(new_email: &str) -> String {
    format!("The link that went to {new_email} stops working. The email stays as it is.")
}

/// What just happened: a change was taken back.
pub(super) fn change_cancelled(name: &str) -> String {
    format!("The change of email of {name} was cancelled.")
}

/// What turns a switch.
pub(super) const fn turn(is_on: bool) -> &'static str {
    if is_on { "Turn off" } else { "Turn on" }
}

/// What turns a switch, for those who do not see which.
pub(super) fn turn_it(switch: Switch, is_on: bool) -> String {
    format!("{}: {}", turn(is_on), switch.name())
}

/// Asks whether to turn a switch.
pub(super) fn turn_title(switch: Switch, is_on: bool, name: &str) -> String {
    format!("{} “{}” for {name}?", turn(is_on), switch.name())
}

/// What turning a switch means.
pub(super) fn switch_means(switch: Switch, is_on: bool, name: &str) -> String {
    match (switch, is_on) {
        (Switch::EmailUpdate, false) => format!(
            "{name} can then change their own email address, with their password and a link to the new address."
        ),
        (Switch::EmailUpdate, true) => {
            format!("{name} then has to ask somebody who manages accounts for another email address.")
        }
        (Switch::BillingReport, false) => {
            format!("{name} then gets a mail with the practice’s billing report every day.")
        }
        (Switch::BillingReport, true) => format!("{name} then gets no daily billing report any more."),
    }
}

/// What just happened: a switch was turned.
pub(super) fn turned(switch: Switch, is_on: bool, name: &str) -> String {
    format!("“{}” is {} for {name}.", switch.name(), if is_on { "on" } else { "off" })
}

/// Asks for an App Unlock PIN.
pub(super) fn set_pin_title(name: &str) -> String {
    format!("App Unlock PIN of {name}")
}

/// What just happened: a PIN is in force.
pub(super) fn pin_was_set(name: &str) -> String {
    format!("{name} has a new App Unlock PIN. It is shown below for 30 seconds.")
}

/// Asks whether to take a link back.
pub(super) fn revoke_title(name: &str) -> String {
    format!("Revoke the password reset link of {name}?")
}

/// What revoking does.
pub(super) fn revoke_does(address: &str) -> String {
    format!("The link that went to {address} stops working. The password stays as it is.")
}

/// What just happened: a link was taken back.
pub(super) fn revoked(name: &str) -> String {
    format!("The password reset link of {name} was revoked.")
}

/// Asks whether to take a person's access away.
pub(super) fn deactivate_title(name: &str) -> String {
    format!("Deactivate {name}?")
}

/// Asks whether to give a person their access back.
pub(super) fn reactivate_title(name: &str) -> String {
    format!("Reactivate {name}?")
}

/// What deactivating does.
pub(super) fn deactivate_does(name: &str) -> String {
    format!("{name} can no longer sign in. Nothing is deleted, and they can be reactivated.")
}

/// What deactivating ends; nothing if there is nothing.
pub(super) fn ends(open_sessions: u32, has_live_link: bool) -> String {
    let sessions = match open_sessions {
        0 => String::new(),
        1 => "They are signed in in one browser, and that ends. ".to_owned(),
        count => format!("They are signed in in {count} browsers, and that ends. "),
    };
    let link = if has_live_link { "The link that was sent to them stops working." } else { "" };
    format!("{sessions}{link}").trim_end().to_owned()
}

/// The label of the choice who takes over.
pub(super) fn hand_over(people: u32) -> String {
    if people == 1 {
        "New Primary Provider of the one person they care for".to_owned()
    } else {
        format!("New Primary Provider of the {people} people they care for")
    }
}

pub(super) const NOBODY_TAKES_OVER: &str = "Leave it as it is";
pub(super) const WHEN: &str = "When";
pub(super) const AT_ONCE: &str = "Now";
pub(super) const ON_A_DAY: &str = "At the beginning of a day";
pub(super) const DAY: &str = "Day";
pub(super) const DAY_HINT: &str = "From tomorrow on, at most a year ahead.";
pub(super) const REASON: &str = "Reason";
pub(super) const REASON_HINT: &str = "It stands in the audit log.";
pub(super) const UNDO: &str = "Undo";
pub(super) const CANCEL_DEACTIVATION: &str = "Cancel deactivation";
pub(super) const DEACTIVATION_CANCELLED: &str = "The deactivation was cancelled.";

/// What is to come.
pub(super) fn is_deactivated_on(day: &str) -> String {
    format!("This account is deactivated at the beginning of {day}.")
}

/// What just happened to a person.
pub(super) fn deactivation_planned(name: &str) -> String {
    format!("{name} will be deactivated on that day.")
}

/// What just happened to a person.
pub(super) fn deactivation_undone(name: &str) -> String {
    format!("{name} can sign in again.")
}

/// What reactivating does. The old password does not come back, whoever knows it.
pub(super) fn reactivate_does(name: &str, address: Option<&str>) -> String {
    match address {
        Some(address) => format!(
            "{name} gets an invitation at {address}, and can sign in again once they have set a new password. The \
             old one does not come back."
        ),
        None => format!("{name} comes back by an invitation, and has no email address that it could go to."),
    }
}

/// What just happened to a person.
pub(super) fn updated(name: &str) -> String {
    format!("{name} was updated.")
}

/// What just happened to a person.
pub(super) fn deactivated(name: &str) -> String {
    format!("{name} was deactivated.")
}

/// What just happened to a person.
pub(super) fn reactivated(name: &str, address: &str) -> String {
    format!("{name} was reactivated. Invitation sent to {address}.")
}

/// What somebody else made of a field, and what was typed here instead.
pub(super) fn changed_to(field: Field, theirs: &str, yours: Option<&str>) -> String {
    let quoted = |value: &str| if value.is_empty() { EMPTY.to_owned() } else { format!("“{value}”") };
    let theirs = quoted(theirs);
    match yours {
        Some(yours) => format!("{} is now {theirs}; you typed {}.", label(field), quoted(yours)),
        None => format!("{} is now {theirs}.", label(field)),
    }
}

/// Why a person cannot be sent a link.
pub(super) const fn cannot_reset(why: CannotReset) -> &'static str {
    match why {
        CannotReset::NoEmail => "There is no email address that a link could go to.",
        CannotReset::NotActive => "The account is not active.",
        CannotReset::Invited => "They have not accepted their invitation yet. Send that again instead.",
        CannotReset::OutranksYou => OUTRANKS_YOU,
    }
}

/// What it means to be restricted to offices.
pub(super) fn restrict_does(name: &str) -> String {
    format!("{name} then sees and changes only people who share an office with them.")
}

/// What the boxes are about, each of which is an office.
pub(super) fn works_in(name: &str) -> String {
    format!("{name} works in")
}

/// Why offices could not be saved, if it is about them.
pub(super) fn offices_refused(error: &ApiError) -> Option<String> {
    let sentence = match error.code()? {
        ProblemCode::InvalidFields => {
            "One of these offices was closed in the meantime. Close this drawer and open it again."
        }
        _ => return None,
    };
    Some(sentence.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The foot of the table says what the reference page says, with the true figures.
    #[test]
    fn the_foot_tells_the_figures() {
        assert_eq!(showing(2, 2), "Showing 2 of 2 records");
        assert_eq!(showing(60, 12_431), "Showing 60 of 12,431 records");
        assert_eq!(number(100_000), "100,000");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(999), "999");
        assert_eq!(number(0), "0");
    }

    /// How long a link is valid is said in the practice's own unit.
    #[test]
    fn validity_is_told_in_hours() {
        assert_eq!(validity(259_200), "72 hours");
        assert_eq!(validity(3600), "1 hour");
        assert_eq!(validity(5400), "90 minutes");
    }

    /// A step of a link's life is told with whoever took it and when, and a failure with its reason.
    #[test]
    fn a_step_names_who_and_when_and_why() {
        let step = |event, by: Option<&str>| Step { event, at: None, by: by.map(str::to_owned) };
        let noon = Some("noon".to_owned());
        let revoked = step(LinkEvent::Revoked, Some("Morgan Manager"));
        assert_eq!(link_step(&revoked, noon.clone()), "Revoked by Morgan Manager, noon");
        assert_eq!(link_step(&step(LinkEvent::Sent, None), noon.clone()), "Sent, noon");
        let failed = step(LinkEvent::Failed(MailFailure::Unreachable), None);
        assert_eq!(link_step(&failed, noon), "Given up, noon. The mail server cannot be reached.");
    }

    /// What was sent, to whom, and until when it is valid are told in one sentence.
    #[test]
    fn what_happened_names_person_address_and_end() {
        assert_eq!(
            queued("Camille Nurse", "cnurse@email.xyz", "Nov 26, 2026, 7:35 PM EST"),
            "Queued: a password reset link for Camille Nurse goes to cnurse@email.xyz. It is valid until Nov 26, \
             2026, 7:35 PM EST."
        );
    }

    /// A conflict names the field, what it is now, and what would be lost.
    #[test]
    fn a_conflict_shows_both_values() {
        assert_eq!(
            changed_to(Field::Username, "cnurse", Some("camilla")),
            "Username is now “cnurse”; you typed “camilla”."
        );
        assert_eq!(changed_to(Field::CellPhone, "", None), "Cell Phone is now empty.");
    }
}
