//! Links that set a password.

use super::OUTRANKS_YOU;
use super::mail::mail_failure;
use crate::staff::model::CannotReset;
use crate::staff::timeline::LinkEvent;
use crate::staff::timeline::Step;
use staffroom_contract::LinkPurpose;
use staffroom_contract::PasswordResetState;

pub(in crate::staff) const SENT_TO: &str = "Sent to";
pub(in crate::staff) const UNVERIFIED: &str = "(unverified: mail scanners open links too)";
pub(in crate::staff) const WHAT_HAPPENED: &str = "What happened to the link";
pub(in crate::staff) const EARLIER_LINKS: &str = "Earlier links";
pub(in crate::staff) const VALID_FOR: &str = "Valid for";
pub(in crate::staff) const REVOKE: &str = "Revoke";
pub(in crate::staff) const IT_GOES_TO: &str = "It goes to";
pub(in crate::staff) const RESET_PASSWORD: &str = "Reset Password";
pub(in crate::staff) const OLDER_LINK_STOPS: &str = "The link that was sent before stops working.";

/// The heading over links.
pub(in crate::staff) const fn links_of(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::PasswordReset => "Password reset",
        LinkPurpose::Invitation => "Invitation",
    }
}

/// Stands where there is no link yet.
pub(in crate::staff) const fn no_link_yet(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::PasswordReset => "No link has been sent.",
        LinkPurpose::Invitation => "No invitation has been sent.",
    }
}

/// What became of a link, in a word.
pub(in crate::staff) const fn link_state(purpose: LinkPurpose, state: PasswordResetState) -> &'static str {
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
pub(in crate::staff) fn link_step(step: &Step, at: Option<String>) -> String {
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

/// Asks whether to send a link.
pub(in crate::staff) fn send_link_title(name: &str) -> String {
    format!("Send {name} a password reset link?")
}

/// Says, before it is sent, how long a link is valid: "72 hours", "90 minutes".
pub(in crate::staff) fn validity(seconds: u32) -> String {
    let (length, unit) = match seconds {
        seconds if seconds.is_multiple_of(3600) => (seconds / 3600, "hour"),
        seconds => (seconds / 60, "minute"),
    };
    format!("{length} {unit}{}", if length == 1 { "" } else { "s" })
}

/// What follows the address in the question whether to send a link.
pub(in crate::staff) fn and_is_valid_for(seconds: u32) -> String {
    format!(" and is valid for {}.", validity(seconds))
}

/// What just happened: a link waits to be sent.
pub(in crate::staff) fn queued(name: &str, address: &str, until: &str) -> String {
    format!("Queued: a password reset link for {name} goes to {address}. It is valid until {until}.")
}

/// Asks whether to take a link back.
pub(in crate::staff) fn revoke_title(name: &str) -> String {
    format!("Revoke the password reset link of {name}?")
}

/// What revoking does.
pub(in crate::staff) fn revoke_does(address: &str) -> String {
    format!("The link that went to {address} stops working. The password stays as it is.")
}

/// What just happened: a link was taken back.
pub(in crate::staff) fn revoked(name: &str) -> String {
    format!("The password reset link of {name} was revoked.")
}

/// Why a person cannot be sent a link.
pub(in crate::staff) const fn cannot_reset(why: CannotReset) -> &'static str {
    match why {
        CannotReset::NoEmail => "There is no email address that a link could go to.",
        CannotReset::NotActive => "The account is not active.",
        CannotReset::Invited => "They have not accepted their invitation yet. Send that again instead.",
        CannotReset::OutranksYou => OUTRANKS_YOU,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::MailFailure;

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
}
