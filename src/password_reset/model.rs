//! What the landing page goes through, and what it makes of answers.

use crate::api::ApiError;
use staffroom_contract::{LinkPurpose, PasswordResetLink, ProblemCode, Secret};

/// Where somebody stands on their way to a new password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The link came without a code: the code from the mail is asked for.
    AskingForCode,
    /// The server is asked whose link it is.
    Inspecting,
    /// The server could not be asked.
    NotInspected(Secret, ApiError),
    /// The link is good.
    Choosing(Secret, PasswordResetLink),
    /// The link is good for nothing any more.
    Dead(DeadLink),
    /// The password is set; at which practice.
    Done(String),
}

/// Why a link is good for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DeadLink {
    /// A password was already set with it.
    Used,
    /// It ran out.
    Expired,
    /// A newer one took its place.
    Replaced,
    /// Somebody took it back, or the account was inactive in between.
    Revoked,
    /// The password or the address was changed by other means.
    Outdated,
    /// The person's account is inactive.
    Inactive,
    /// It is not whole, or there never was such a link.
    Malformed,
}

impl DeadLink {
    /// The link's end that this error tells of, if it tells of one.
    pub(super) fn told_by(error: &ApiError) -> Option<Self> {
        Some(match error.code()? {
            ProblemCode::ResetUsed => Self::Used,
            ProblemCode::ResetExpired => Self::Expired,
            ProblemCode::ResetReplaced => Self::Replaced,
            ProblemCode::ResetRevoked => Self::Revoked,
            ProblemCode::ResetOutdated => Self::Outdated,
            ProblemCode::ResetInactive => Self::Inactive,
            ProblemCode::ResetUnknown => Self::Malformed,
            _ => return None,
        })
    }

    /// Whether another code may help: one that is whole, or the newest.
    pub(super) const fn may_have_other_code(self) -> bool {
        matches!(self, Self::Replaced | Self::Malformed)
    }

    /// Whether the person can have a new link sent to themselves. Not where somebody decided that the link was to end,
    /// and not in the place of an invitation: whoever has no password yet has forgotten none.
    pub(super) const fn can_be_asked_anew(self, purpose: LinkPurpose) -> bool {
        matches!(purpose, LinkPurpose::PasswordReset) && !matches!(self, Self::Revoked | Self::Inactive)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::Problem;

    /// Whoever has an account asks for a new link themselves, unless the old one was taken back or the account is
    /// inactive; whoever was invited asks those who invited them.
    #[test]
    fn a_new_link_is_offered_where_it_helps() {
        use DeadLink::{Expired, Inactive, Malformed, Outdated, Replaced, Revoked, Used};
        for (dead, is_offered) in [
            (Used, true),
            (Expired, true),
            (Replaced, true),
            (Outdated, true),
            (Malformed, true),
            (Revoked, false),
            (Inactive, false),
        ] {
            assert_eq!(dead.can_be_asked_anew(LinkPurpose::PasswordReset), is_offered, "{dead:?}");
            assert!(!dead.can_be_asked_anew(LinkPurpose::Invitation), "{dead:?}");
        }
    }

    /// Each way in which a link ends is told apart; what is not about the link leaves it alive.
    #[test]
    fn each_end_of_a_link_is_told_apart() {
        let told = |code| DeadLink::told_by(&ApiError::Problem(Problem::new(code)));
        let ends = ProblemCode::ALL.iter().filter_map(|code| told(*code));
        assert_eq!(ends.collect::<std::collections::HashSet<_>>().len(), 7);
        assert_eq!(told(ProblemCode::ResetReplaced), Some(DeadLink::Replaced));
        assert_eq!(told(ProblemCode::Internal), None);
        assert_eq!(DeadLink::told_by(&ApiError::Network), None);
    }
}
