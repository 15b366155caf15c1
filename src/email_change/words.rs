//! The sentences of the pages.

use crate::code_page::{Dead, MALFORMED, MALFORMED_BODY};
use staffroom_contract::ProblemCode;

pub(super) const CODE_HINT: &str =
    "Copy it from the mail about your email address. The whole link will do as well.";
pub(super) const CONFIRM_YOUR_EMAIL: &str = "Confirm your email address";
pub(super) const CONFIRMING_DOES: &str = "Mail about your account then goes to the address that the mail with this \
    link came to, and no longer to the one before.";
pub(super) const CONFIRM: &str = "Confirm";
pub(super) const CONFIRMED: &str = "Your email address is confirmed";
pub(super) const CONFIRMED_BODY: &str =
    "Mail about your account comes to it from now on. You sign in as before, and can close this page.";
pub(super) const KEEP_YOUR_EMAIL: &str = "Keep your email address";
pub(super) const KEEPING_DOES: &str =
    "Do this if your email address is to be changed and you do not want that. The change is off then.";
pub(super) const KEEPING_LEAVES: &str = "Your account and your password stay as they are.";
pub(super) const KEEP: &str = "This wasn’t me";
pub(super) const KEPT: &str = "Your email address stays as it is";
pub(super) const KEPT_BODY: &str = "Ask your administrator if you do not know who wanted to change it. If it was \
    somebody who was signed in to your account, change your password now.";

/// How a change is dead, and what helps; nothing if a problem is not about the link.
pub(super) fn dead(code: ProblemCode) -> Option<Dead> {
    Some(match code {
        ProblemCode::EmailChangeConfirmed => (
            "The new address is in force",
            "It was confirmed before. If that was not you, use the link in the mail about it, or call your \
             administrator.",
        ),
        ProblemCode::EmailChangeExpired => (
            "This link has expired",
            "Nothing was changed. If you still want the new address, ask your administrator for a new link.",
        ),
        ProblemCode::EmailChangeReplaced => (
            "This link was replaced",
            "There is a newer mail about your email address. Use the link in that one, or ask your administrator.",
        ),
        ProblemCode::EmailChangeEnded => (
            "This change is off",
            "Your email address stays as it is. If you did not expect that, ask your administrator.",
        ),
        ProblemCode::EmailChangeTaken => (
            "Somebody else has this address",
            "It belongs to another account by now, so that yours keeps the one before. Ask your administrator.",
        ),
        ProblemCode::EmailChangeUnknown => (MALFORMED, MALFORMED_BODY),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each dead link is told apart, says what helps and names who can help; what is not about the link leaves it
    /// alive.
    #[test]
    fn each_dead_link_says_what_helps() {
        let dead: Vec<_> = ProblemCode::ALL.iter().filter_map(|code| dead(*code)).collect();
        assert_eq!(dead.len(), 6);
        for (heading, what_helps) in dead {
            assert!(what_helps.contains("administrator"), "{what_helps}");
            assert!(!heading.ends_with('.'));
        }
    }
}
