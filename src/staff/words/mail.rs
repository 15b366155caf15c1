//! Mail that does not leave.

use staffroom_contract::MailFailure;

pub(in crate::staff) const MAIL_GOES_OUT_LATER: &str =
    "Links that you send wait, and go out by themselves once this is mended. Tell whoever runs your mail.";

/// Why mail does not leave, and who can mend it.
pub(in crate::staff) const fn mail_failure(failure: MailFailure) -> &'static str {
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
pub(in crate::staff) fn mail_is_stuck(since: &str) -> String {
    format!("Mail has not been leaving since {since}.")
}
