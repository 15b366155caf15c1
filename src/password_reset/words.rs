//! The sentences of these pages. Those for a link and for an invitation differ where it matters.

use super::model::{Advice, DeadLink, Stage};
use staffroom_contract::LinkPurpose;
use staffroom_contract::password::PASSWORD_MAX;

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
pub(super) const NEW_PASSWORD: &str = "New password";
pub(super) const SHOW: &str = "Show";
pub(super) const SHOW_PASSWORD: &str = "Show password";
pub(super) const HIDE: &str = "Hide";
pub(super) const HIDE_PASSWORD: &str = "Hide password";
pub(super) const IS_VISIBLE: &str = "Your password is visible.";
pub(super) const IS_HIDDEN: &str = "Your password is hidden.";
pub(super) const SET_PASSWORD: &str = "Set password";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const SIGN_IN: &str = "Sign in";
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
            DeadLink::Inactive => "Your account is inactive",
            DeadLink::Malformed => "This link is malformed",
        },
        (LinkPurpose::Invitation, Stage::Dead(dead)) => match dead {
            DeadLink::Used => "This invitation has already been used",
            DeadLink::Expired => "This invitation has expired",
            DeadLink::Replaced => "This invitation was replaced by a newer one",
            DeadLink::Revoked => "This invitation was revoked",
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
            "An administrator took it back before it was used. Ask your administrator for a new one if you need it."
        }
        DeadLink::Inactive => {
            "Nobody can sign in with this account at the moment. Ask your administrator to reactivate it and to \
             send you a new link."
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

/// The rules for a password of at least so many characters, told before typing.
pub(super) fn rules(min_length: u32) -> String {
    format!(
        "{min_length} to {PASSWORD_MAX} characters of any kind, spaces too. A few words that you will remember \
         make a good one."
    )
}

/// What is said while a password is being typed.
pub(super) fn advice(advice: Advice) -> String {
    match advice {
        Advice::Nothing => String::new(),
        Advice::Missing(1) => "1 more character".to_owned(),
        Advice::Missing(count) => format!("{count} more characters"),
        Advice::TooMany(1) => "1 character too many".to_owned(),
        Advice::TooMany(count) => format!("{count} characters too many"),
        Advice::TooEasyToGuess => "Add a few words: this alone is too easy to guess".to_owned(),
        Advice::Fine => "Long enough".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDS: [DeadLink; 6] = [
        DeadLink::Used,
        DeadLink::Expired,
        DeadLink::Replaced,
        DeadLink::Revoked,
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

    /// One missing character is not "1 more characters".
    #[test]
    fn advice_counts_in_words() {
        assert_eq!(advice(Advice::Missing(1)), "1 more character");
        assert_eq!(advice(Advice::Missing(7)), "7 more characters");
        assert_eq!(advice(Advice::TooMany(1)), "1 character too many");
    }

    /// The rules are one and the same everywhere, with the contract's own numbers.
    #[test]
    fn the_rules_are_told_with_their_numbers() {
        assert!(rules(15).starts_with("15 to 256 characters"));
    }
}
