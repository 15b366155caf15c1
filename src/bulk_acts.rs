//! What bulk acts are called: what is done to each, what became of them, and why not.

use crate::ui::counted;
use staffroom_contract::{BulkKind, BulkReason, BulkState};

/// The act, as the button that asks for it says it.
pub const fn act(kind: BulkKind) -> &'static str {
    match kind {
        BulkKind::ResetPassword => "Reset passwords",
        BulkKind::SendInvitation => "Send invitations",
        BulkKind::Deactivate => "Deactivate",
        BulkKind::MoveOffice => "Change office",
        BulkKind::MoveProvider => "Change provider",
    }
}

/// The act with its destination, if it has one: "Change office: Riverside".
pub fn act_to(kind: BulkKind, destination: Option<&str>) -> String {
    match destination {
        Some(destination) => format!("{}: {destination}", act(kind)),
        None => act(kind).to_owned(),
    }
}

/// What became of somebody.
pub const fn state(state: BulkState) -> &'static str {
    match state {
        BulkState::Waiting => "Waiting",
        BulkState::Done => "Done",
        BulkState::LeftOut => "Left out",
        BulkState::Failed => "Failed",
        BulkState::Stopped => "Not reached",
    }
}

/// Why it is not done to somebody.
pub const fn reason(reason: BulkReason) -> &'static str {
    match reason {
        BulkReason::NotFound => "Not in your practice, or not in your offices",
        BulkReason::Yourself => "Your own account",
        BulkReason::OutranksYou => "Holds permissions that you do not have",
        BulkReason::BeyondYourOffices => "Works beyond the offices that you are restricted to",
        BulkReason::NotActive => "Is inactive",
        BulkReason::InvitationPending => "Has not accepted the invitation yet",
        BulkReason::NotPending => "Does not wait for an invitation",
        BulkReason::NoEmail => "Has no email address",
        BulkReason::LastAdministrator => "Is the last one who can manage accounts",
        BulkReason::NothingToChange => "Nothing would change",
        BulkReason::NoLongerAChoice => "The office or provider cannot be chosen any more",
        BulkReason::TooSoon => "Was sent three links within the hour. Try again later",
        BulkReason::NotAllowedAnyMore => "You could not do this any more, or your password was changed",
        BulkReason::ServerFailed => "Something went wrong on the server. Try again",
        BulkReason::Stopped => "Was stopped before their turn. Try again if you want it after all",
    }
}

/// So many people: "1 person", "1,240 people".
pub fn people(count: u32) -> String {
    counted(count, "person", "people")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each act, result and reason has words of its own, and none of the machinery.
    #[test]
    fn everything_has_words_of_its_own() {
        let acts = BulkKind::ALL.map(act);
        let states = BulkState::ALL.map(state);
        let reasons = BulkReason::ALL.map(reason);
        for words in [&acts[..], &states, &reasons] {
            for (at, word) in words.iter().enumerate() {
                assert!(!word.is_empty() && !word.ends_with('.') && !words[..at].contains(word), "{word}");
            }
        }
    }
}
