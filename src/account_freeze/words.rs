//! The sentences of the page.

use super::model::{DeadLink, Stage};

pub(super) const CODE_HINT: &str =
    "Copy it from the mail about the change of your account. The whole link will do as well.";
pub(super) const WHAT_IT_DOES: &str = "Do this if somebody else has changed your password. Whoever is signed in to your account is signed out at once.";
pub(super) const WHAT_IT_COSTS: &str = "You cannot sign in either, until your administrator has reactivated your account and sent you a new link.";
pub(super) const FREEZE: &str = "Freeze my account";
pub(super) const OTHER_CODE: &str = "Paste another code";
pub(super) const DONE_BODY: &str = "Nobody can sign in to it, and whoever was signed in no longer is. Call your \
    administrator now. Everybody who manages accounts has been told by mail, and who of them can give this one back \
    to you.";

/// The page's heading.
pub(super) fn heading(stage: &Stage) -> &'static str {
    match stage {
        Stage::AskingForCode | Stage::Asking(_) => "Freeze your account",
        Stage::Dead(DeadLink::Used) | Stage::Done => "Your account is frozen",
        Stage::Dead(DeadLink::Ended) => "This link has ended",
        Stage::Dead(DeadLink::Inactive) => "Your account is inactive",
        Stage::Dead(DeadLink::Malformed) => "This link is malformed",
    }
}

/// What a dead link means, and what helps.
pub(super) fn what_helps(dead: DeadLink) -> &'static str {
    match dead {
        DeadLink::Used => {
            "It was frozen with this link before. Call your administrator: they can give the account back to you."
        }
        DeadLink::Ended => {
            "It freezes your account no more. If somebody else has changed your password, call your administrator."
        }
        DeadLink::Inactive => {
            "Nobody can sign in to it at the moment, so that there is nothing to freeze. Call your administrator."
        }
        DeadLink::Malformed => {
            "It is not complete: mail programs sometimes cut links short. Copy the whole code from the mail and \
             paste it here, or call your administrator."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each dead link says what helps, and each of them names who can help.
    #[test]
    fn each_dead_link_says_what_helps() {
        for dead in [DeadLink::Used, DeadLink::Ended, DeadLink::Inactive, DeadLink::Malformed] {
            assert!(
                what_helps(dead).contains("call your administrator") || what_helps(dead).contains("Call")
            );
            assert!(!heading(&Stage::Dead(dead)).ends_with('.'));
        }
    }
}
