//! The sentences of these pages. Those for a link and for an invitation differ where it matters.

use super::model::{DeadLink, Stage};
use staffroom_contract::LinkPurpose;

pub(super) const FORGOT_PASSWORD: &str = "Forgot your password?";
pub(super) const FORGOT_PASSWORD_BODY: &str =
    "Staffroom sends you a mail with a link to choose a new one. Until then, the old one keeps working.";
pub(super) const LOGIN: &str = "Username or email";
pub(super) const SEND_LINK: &str = "Send link";
pub(super) const BACK_TO_SIGN_IN: &str = "Back to sign in";
pub(super) const LINK_REQUESTED: &str = "Look into your mail";
pub(super) const LINK_REQUESTED_BODY: &str =
    "If there is an active account by that name, and it has an email address, a link is on its way to it.";
pub(super) const NO_MAIL: &str =
    "No mail after a few minutes? Look into your spam folder, then ask your administrator for a link.";

pub(super) const USERNAME: &str = "Username";
pub(super) const SET_PASSWORD: &str = "Set password";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const SIGN_IN: &str = "Sign in";
/// Stands before [`FORGOT_PASSWORD_LINK`].
pub(super) const ASK_ANEW: &str = "You can also have a new link sent to you: ";
pub(super) const FORGOT_PASSWORD_LINK: &str = "Forgot password?";
pub(super) const OTHER_CODE: &str = "Paste another code";
pub(super) const INSPECTING: &str = "Looking up your link…";
pub(super) const DONE_BODY: &str =
    "Sign in with it from now on. Wherever you were still signed in, you are no longer.";

/// The page's heading.
pub(super) fn heading(purpose: LinkPurpose, stage: &Stage) -> &'static str {
    match (purpose, stage) {
        (_, Stage::Done(_)) => "Your password is set",
        (LinkPurpose::PasswordReset, Stage::Dead(dead)) => match dead {
            DeadLink::Used => "This link has already been used",
            DeadLink::Expired => "This link has expired",
            DeadLink::Replaced => "This link was replaced by a newer one",
            DeadLink::Revoked => "This link was revoked",
            DeadLink::Outdated => "This link is out of date",
            DeadLink::Inactive => "Your account is inactive",
            DeadLink::Malformed => "This link is malformed",
        },
        (LinkPurpose::Invitation, Stage::Dead(dead)) => match dead {
            DeadLink::Used => "This invitation has already been used",
            DeadLink::Expired => "This invitation has expired",
            DeadLink::Replaced => "This invitation was replaced by a newer one",
            DeadLink::Revoked => "This invitation was revoked",
            DeadLink::Outdated => "This invitation is out of date",
            DeadLink::Inactive => "Your account is inactive",
            DeadLink::Malformed => "This link is malformed",
        },
        (LinkPurpose::PasswordReset, _) => "Set a new password",
        (LinkPurpose::Invitation, _) => "Choose your password",
    }
}

/// What a dead link means, and what helps.
pub(super) fn what_helps(dead: DeadLink) -> &'static str {
    match dead {
        DeadLink::Used => {
            "Each link sets a password once. If you just set a password with it, try to sign in with that one. If \
             that was not you, tell your administrator at once and ask for a new link."
        }
        DeadLink::Expired => "A link works for a limited time only. Ask your administrator for a new one.",
        DeadLink::Replaced => {
            "Somebody sent you another link after this one, and only the newest works. Open the newest mail, or \
             paste its code here."
        }
        DeadLink::Revoked => {
            "It was taken back before it was used, or your account was inactive in between. Ask your administrator \
             for a new one if you need it."
        }
        DeadLink::Outdated => {
            "Your password or your email address was changed after it was sent. If that was you, sign in. If it was \
             not you, tell your administrator at once."
        }
        DeadLink::Inactive => {
            "Nobody can sign in with this account at the moment. Ask your administrator to reactivate it: that \
             sends you an invitation to set a new password."
        }
        DeadLink::Malformed => {
            "It is not complete: mail programs sometimes cut links short. Copy the whole code from the mail and \
             paste it here, or ask your administrator for a new link."
        }
    }
}

/// What to do when the link came without its code.
pub(super) fn code_hint(purpose: LinkPurpose) -> &'static str {
    match purpose {
        LinkPurpose::PasswordReset => {
            "Copy it from the mail about your new password. The whole link will do as well."
        }
        LinkPurpose::Invitation => "Copy it from your invitation. The whole link will do as well.",
    }
}

/// Until when a link can be used.
pub(super) fn valid_until(purpose: LinkPurpose, time: &str) -> String {
    match purpose {
        LinkPurpose::PasswordReset => format!("This link is valid until {time}."),
        LinkPurpose::Invitation => format!("This invitation is valid until {time}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: [DeadLink; 7] = [
        DeadLink::Used,
        DeadLink::Expired,
        DeadLink::Replaced,
        DeadLink::Revoked,
        DeadLink::Outdated,
        DeadLink::Inactive,
        DeadLink::Malformed,
    ];

    /// Each dead link says in its own words what it is and what helps.
    #[test]
    fn each_dead_link_has_its_own_words() {
        for purpose in [LinkPurpose::PasswordReset, LinkPurpose::Invitation] {
            let headings: std::collections::HashSet<_> =
                ENDS.iter().map(|dead| heading(purpose, &Stage::Dead(*dead))).collect();
            assert_eq!(headings.len(), ENDS.len());
        }
        for dead in ENDS {
            assert!(what_helps(dead).ends_with('.'));
        }
    }
}
