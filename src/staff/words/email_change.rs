//! A change of email.

use super::mail::mail_failure;
use staffroom_contract::MailFailure;

pub(in crate::staff) const NEW_EMAIL: &str = "New Email";
pub(in crate::staff) const LINK_GOES_THERE: &str =
    "A link to confirm it goes there. It is valid for 72 hours.";
pub(in crate::staff) const CHANGE_OF_EMAIL: &str = "Change of email";
pub(in crate::staff) const NOT_CONFIRMED: &str = "Not confirmed";
pub(in crate::staff) const QUEUED: &str = "The mail is about to be sent";
pub(in crate::staff) const WHAT_HAPPENED_TO_CHANGE: &str = "What happened to the change of email";
pub(in crate::staff) const SEND_EMAIL_CHANGE_AGAIN: &str = "Send again the mail to the new address";
pub(in crate::staff) const CANCEL_EMAIL_CHANGE: &str = "Cancel the change of email";
pub(in crate::staff) const CANCEL_CHANGE: &str = "Cancel change";

/// Asks for another address.
pub(in crate::staff) fn change_email_title(name: &str) -> String {
    format!("Change the email of {name}")
}

/// What stays until the new address is confirmed.
pub(in crate::staff) fn stays_until_confirmed(email: Option<&str>) -> String {
    match email {
        Some(email) => {
            format!("Until it is confirmed, mail goes on to {email}, which gets a notice and can object.")
        }
        None => "Until it is confirmed, no mail can be sent to them.".to_owned(),
    }
}

/// What becomes of a change that waits already.
pub(in crate::staff) fn is_replaced(new_email: &str) -> String {
    format!("The change to {new_email} that waits is replaced.")
}

/// What just happened: a change waits for its confirmation.
pub(in crate::staff) fn change_queued(name: &str, new_email: &str, until: &str) -> String {
    format!(
        "Queued: a link goes to {new_email}. The email of {name} changes once it is confirmed, until {until}."
    )
}

/// What just happened: the mail was sent once more.
pub(in crate::staff) fn sent_again(new_email: &str) -> String {
    format!("Queued: the mail goes to {new_email} again.")
}

/// Who asked for a change, and when.
pub(in crate::staff) fn asked_for_by(name: &str, at: &str) -> String {
    format!("Asked for by {name}, {at}")
}

/// When the mail to the new address was sent.
pub(in crate::staff) fn sent_at(at: &str) -> String {
    format!("Sent, {at}")
}

/// Why the mail to the new address has not left.
pub(in crate::staff) fn not_sent_yet(failure: MailFailure) -> String {
    format!("Not sent. {}", mail_failure(failure))
}

/// Asks whether to take a change back.
pub(in crate::staff) fn cancel_change_title(name: &str) -> String {
    format!("Cancel the change of email of {name}?")
}

/// What cancelling does.
pub(in crate::staff) fn cancelling_does(new_email: &str) -> String {
    format!("The link that went to {new_email} stops working. The email stays as it is.")
}

/// What just happened: a change was taken back.
pub(in crate::staff) fn change_cancelled(name: &str) -> String {
    format!("The change of email of {name} was cancelled.")
}
