//! Invitations.

pub(in crate::staff) const SEND_INVITATION: &str = "Send invitation";
pub(in crate::staff) const OLDER_INVITATION_STOPS: &str =
    "The invitation that was sent before stops working.";
pub(in crate::staff) const NO_EMAIL_TO_INVITE: &str = "Add an email address with Change Email first.";

/// Says that somebody was invited.
pub(in crate::staff) fn invitation_sent(address: &str) -> String {
    format!("Invitation sent to {address}.")
}

/// Asks whether to send an invitation.
pub(in crate::staff) fn invite_title(name: &str) -> String {
    format!("Send {name} an invitation?")
}

/// What just happened: an invitation waits to be sent.
pub(in crate::staff) fn invited(name: &str, address: &str, until: &str) -> String {
    format!("Queued: an invitation for {name} goes to {address}. It is valid until {until}.")
}

/// Asks whether to take an invitation back.
pub(in crate::staff) fn revoke_invitation_title(name: &str) -> String {
    format!("Revoke the invitation of {name}?")
}

/// What revoking an invitation does.
pub(in crate::staff) fn revoke_invitation_does(name: &str) -> String {
    format!("It stops working. {name} stays on the staff, and can be invited again.")
}

/// What just happened: an invitation was taken back.
pub(in crate::staff) fn invitation_revoked(name: &str) -> String {
    format!("The invitation of {name} was revoked.")
}
