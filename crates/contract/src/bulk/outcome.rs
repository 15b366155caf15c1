//! What became of somebody, and why.

use serde::{Deserialize, Serialize};

/// Why somebody is left out of a bulk act, or why it failed with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkReason {
    /// There is nobody of this id, or nobody of whom whoever asks may know.
    NotFound,
    /// They are whoever asks.
    Yourself,
    /// They may do something that whoever asks may not.
    OutranksYou,
    /// It reaches beyond the offices that whoever asks is restricted to.
    BeyondYourOffices,
    /// Their account is inactive.
    NotActive,
    /// They have not accepted their invitation yet.
    InvitationPending,
    /// They do not wait for an invitation.
    NotPending,
    /// They have no email address.
    NoEmail,
    /// Nobody could manage accounts without them.
    LastAdministrator,
    /// It is so already, or they do not work where they were to be moved from.
    NothingToChange,
    /// The office or the provider cannot be chosen any more.
    NoLongerAChoice,
    /// They were sent too many links within an hour.
    TooSoon,
    /// Whoever began it may not do it any more, or their own password was changed since.
    NotAllowedAnyMore,
    /// Something went wrong on the server.
    ServerFailed,
    /// Whoever began it stopped it before their turn.
    Stopped,
}

impl BulkReason {
    /// Each of them.
    pub const ALL: [Self; 15] = [
        Self::NotFound,
        Self::Yourself,
        Self::OutranksYou,
        Self::BeyondYourOffices,
        Self::NotActive,
        Self::InvitationPending,
        Self::NotPending,
        Self::NoEmail,
        Self::LastAdministrator,
        Self::NothingToChange,
        Self::NoLongerAChoice,
        Self::TooSoon,
        Self::NotAllowedAnyMore,
        Self::ServerFailed,
        Self::Stopped,
    ];

    /// Its name in answers and in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::Yourself => "yourself",
            Self::OutranksYou => "outranks_you",
            Self::BeyondYourOffices => "beyond_your_offices",
            Self::NotActive => "not_active",
            Self::InvitationPending => "invitation_pending",
            Self::NotPending => "not_pending",
            Self::NoEmail => "no_email",
            Self::LastAdministrator => "last_administrator",
            Self::NothingToChange => "nothing_to_change",
            Self::NoLongerAChoice => "no_longer_a_choice",
            Self::TooSoon => "too_soon",
            Self::NotAllowedAnyMore => "not_allowed_any_more",
            Self::ServerFailed => "server_failed",
            Self::Stopped => "stopped",
        }
    }

    /// What becomes of somebody for this reason: they are left out for what they are, and it failed with them for what
    /// may be otherwise another time.
    pub const fn state(self) -> BulkState {
        match self {
            Self::Stopped => BulkState::Stopped,
            Self::TooSoon | Self::NotAllowedAnyMore | Self::ServerFailed => BulkState::Failed,
            _ => BulkState::LeftOut,
        }
    }
}

/// What became of somebody in a bulk act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkState {
    /// Their turn has not come yet.
    Waiting,
    /// It was done.
    Done,
    /// It cannot be done to them.
    LeftOut,
    /// It failed with them. It can be tried again.
    Failed,
    /// It was stopped before their turn. It can be tried again.
    Stopped,
}

impl BulkState {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Done, Self::LeftOut, Self::Failed, Self::Stopped];

    /// Its name in requests, answers and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::LeftOut => "left_out",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever is asked for by its name is written by the same name.
    #[test]
    fn an_outcome_is_written_by_its_name() {
        for reason in BulkReason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
        }
        for state in BulkState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        }
    }
}
