//! The sentences of the page.

use crate::code_page::{Dead, MALFORMED, MALFORMED_BODY};
use staffroom_contract::ProblemCode;

pub(super) const FREEZE_YOUR_ACCOUNT: &str = "Freeze your account";
pub(super) const CODE_HINT: &str =
    "Copy it from the mail about the change of your account. The whole link will do as well.";
pub(super) const WHAT_IT_DOES: &str = "Do this if somebody else has changed your password or your email address. \
    Whoever is signed in to your account is signed out at once.";
pub(super) const WHAT_IT_COSTS: &str = "You cannot sign in either, until your administrator has reactivated your \
     account and you have set a new password.";
pub(super) const FREEZE: &str = "Freeze my account";
pub(super) const FROZEN: &str = "Your account is frozen";
pub(super) const DONE_BODY: &str = "Nobody can sign in to it, and whoever was signed in no longer is. Call your \
    administrator now. Everybody who manages accounts has been told by mail, and who of them can give this one back \
    to you.";

/// How a link is dead, and what helps; nothing if a problem is not about the link.
pub(super) fn dead(code: ProblemCode) -> Option<Dead> {
    Some(match code {
        ProblemCode::FreezeUsed => (
            FROZEN,
            "It was frozen with this link before. Call your administrator: they can give the account back to you.",
        ),
        ProblemCode::FreezeEnded => (
            "This link has ended",
            "It freezes your account no more. If somebody else has changed your password, call your administrator.",
        ),
        ProblemCode::FreezeInactive => (
            "Your account is inactive",
            "Nobody can sign in to it at the moment, so that there is nothing to freeze. Call your administrator.",
        ),
        ProblemCode::FreezeUnknown => (MALFORMED, MALFORMED_BODY),
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
        assert_eq!(dead.len(), 4);
        for (heading, what_helps) in dead {
            assert!(what_helps.to_lowercase().contains("call your administrator"), "{what_helps}");
            assert!(!heading.ends_with('.'));
        }
    }
}
