//! What the page goes through, and what it makes of answers.

use crate::api::ApiError;
use staffroom_contract::{ProblemCode, Secret};

/// Where somebody stands on their way to a frozen account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The link came without a code: the code from the mail is asked for.
    AskingForCode,
    /// Whether to freeze is asked.
    Asking(Secret),
    /// The link is good for nothing any more.
    Dead(DeadLink),
    /// The account is frozen.
    Done,
}

/// Why a link freezes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum DeadLink {
    /// The account was frozen with it.
    Used,
    /// It ran out, or the account was closed since.
    Ended,
    /// The account is closed already.
    Inactive,
    /// It is not whole, or there never was such a link.
    Malformed,
}

impl DeadLink {
    /// The link's end that this error tells of, if it tells of one.
    pub(super) fn told_by(error: &ApiError) -> Option<Self> {
        Some(match error.code()? {
            ProblemCode::FreezeUsed => Self::Used,
            ProblemCode::FreezeEnded => Self::Ended,
            ProblemCode::FreezeInactive => Self::Inactive,
            ProblemCode::FreezeUnknown => Self::Malformed,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::Problem;

    /// Each way in which a link ends is told apart; what is not about the link leaves it alive.
    #[test]
    fn each_end_of_a_link_is_told_apart() {
        let told = |code| DeadLink::told_by(&ApiError::Problem(Problem::new(code)));
        let ends = ProblemCode::ALL.iter().filter_map(|code| told(*code));
        assert_eq!(ends.collect::<std::collections::HashSet<_>>().len(), 4);
        assert_eq!(told(ProblemCode::ResetUsed), None);
        assert_eq!(DeadLink::told_by(&ApiError::Network), None);
    }
}
