//! The sentences about one's own email address.

pub(super) const ON_FILE: &str = "Mail about your account goes to";
pub(super) const NOBODY: &str = "nobody: there is no address on file.";
pub(super) const NEW_EMAIL: &str = "New Email";
pub(super) const WHAT_HAPPENS: &str =
    "A link goes to it. Once you have confirmed it with that link, it takes the place of the one before.";
pub(super) const CHANGE_EMAIL: &str = "Change Email";
pub(super) const ASK_SOMEBODY: &str = "To change it, ask somebody who manages accounts in your practice.";

/// What waits, and until when.
pub(super) fn waits(new_email: &str, until: &str) -> String {
    format!("Confirm {new_email} with the link in the mail to it, until {until}.")
}
