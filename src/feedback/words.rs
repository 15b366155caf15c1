//! A sentence for each way in which the server can say no, or say nothing.

use crate::api::ApiError;
use staffroom_contract::ProblemCode;

const SIGNED_OUT: &str = "Your session has ended. Sign in and try again.";

/// What happened when something was to be loaded, and what to do about it.
///
/// Whoever only reads is told no more than this: the app's first program has no other words.
pub fn of_load(error: &ApiError) -> String {
    let sentence = match error {
        ApiError::Network => "The server cannot be reached. Check your connection and try again.",
        ApiError::SignedOut => SIGNED_OUT,
        ApiError::Garbled => {
            "The server gave an answer that this page does not understand. Reload the page and try again."
        }
        ApiError::Problem(problem) => match problem.code {
            ProblemCode::SignedOut => SIGNED_OUT,
            ProblemCode::Forbidden => {
                "Your role does not allow this. Ask somebody who manages accounts in your practice."
            }
            ProblemCode::NotFound => "This is not here any more. Go back to the list and look again.",
            ProblemCode::Unavailable => "The server is too busy to answer. Try again in a moment.",
            ProblemCode::TooManyRequests => return too_many_requests(problem.retry_after),
            ProblemCode::Internal => return internal(problem.request_id.as_deref()),
            _ => "This page and the server do not fit together any more. Reload the page and try again.",
        },
    };
    sentence.to_owned()
}

/// What happened when something was to be done, and what to do about it.
pub fn of(error: &ApiError) -> String {
    let ApiError::Problem(problem) = error else { return of_load(error) };
    let sentence = match problem.code {
        ProblemCode::WrongCredentials => "The username or the password is wrong. Try again.",
        ProblemCode::ReauthRequired => "This needs your password again, so nothing was changed.",
        ProblemCode::OutranksYou => {
            "This person holds permissions that you do not have, so only somebody who has them can do this."
        }
        ProblemCode::BeyondYou => {
            "This would give a permission that you do not have. Leave it out, or ask somebody who has it."
        }
        ProblemCode::SystemRole => {
            "Every practice has this role, and it stays as it is. Make one of your own from it."
        }
        ProblemCode::RoleHeld => "Somebody holds this role. Give them another one first.",
        ProblemCode::BeyondYourOffices => {
            "This reaches beyond the offices that you are restricted to. Ask somebody who is not."
        }
        ProblemCode::NoEmail => "This person has no email address that a link could be sent to.",
        ProblemCode::NotActive => "This person's account is not active. Reactivate it first.",
        ProblemCode::InvitationPending => {
            "This person has not accepted their invitation yet. Send the invitation again instead."
        }
        ProblemCode::NotPending => "This person does not wait for an invitation any more.",
        ProblemCode::Yourself => "You cannot do this to your own account. Ask another administrator.",
        ProblemCode::LastAdministrator => {
            "This is the last active person who can manage accounts. Give somebody else that role first."
        }
        ProblemCode::BulkRunning => {
            "Something that you have begun for many people still runs. Wait until it has finished."
        }
        ProblemCode::SelectionChanged => "The list has changed in the meantime. Look at it again.",
        ProblemCode::NothingFailed => "There is nothing left to try again.",
        ProblemCode::NoLiveLink => "There is no link any more that could still be used.",
        ProblemCode::NotScheduled => "Nothing is to come any more that could be cancelled.",
        ProblemCode::TooLateToUndo => "It is too late to undo this. Reactivate the person instead.",
        ProblemCode::ResetUsed
        | ProblemCode::ResetExpired
        | ProblemCode::ResetReplaced
        | ProblemCode::ResetRevoked
        | ProblemCode::ResetOutdated
        | ProblemCode::ResetInactive
        | ProblemCode::ResetUnknown
        | ProblemCode::EmailChangeConfirmed
        | ProblemCode::EmailChangeExpired
        | ProblemCode::EmailChangeReplaced
        | ProblemCode::EmailChangeEnded
        | ProblemCode::EmailChangeTaken
        | ProblemCode::EmailChangeUnknown => {
            "This link cannot be used. Ask your administrator for a new one."
        }
        ProblemCode::FreezeUsed
        | ProblemCode::FreezeEnded
        | ProblemCode::FreezeInactive
        | ProblemCode::FreezeUnknown => "This link freezes nothing. Ask your administrator what to do.",
        ProblemCode::EmailUpdateOff => {
            "You cannot change your own email address. Ask somebody who manages accounts in your practice."
        }
        ProblemCode::NoEmailChange => "There is no change of email any more that could still be confirmed.",
        ProblemCode::NoPin => "This person has no App Unlock PIN. Set one first.",
        ProblemCode::StaleVersion => "Somebody else changed this in the meantime.",
        ProblemCode::InvalidFields => "Some fields were refused. Change them and try again.",
        ProblemCode::TooLarge => "This is more than the server takes at once. Shorten it and try again.",
        ProblemCode::SignedOut
        | ProblemCode::Forbidden
        | ProblemCode::NotFound
        | ProblemCode::TooManyRequests
        | ProblemCode::Unavailable
        | ProblemCode::Internal
        | ProblemCode::CrossSite
        | ProblemCode::Malformed
        | ProblemCode::MethodNotAllowed
        | ProblemCode::IdempotencyKeyReused
        | ProblemCode::NotJson
        | ProblemCode::NotCsv
        | ProblemCode::NotUtf8
        | ProblemCode::BrokenCsv
        | ProblemCode::ImportRefused
        | ProblemCode::ImportConfirmed
        | ProblemCode::ImportRunning
        | ProblemCode::VersionRequired => return of_load(error),
    };
    sentence.to_owned()
}

fn too_many_requests(retry_after: Option<u32>) -> String {
    match retry_after {
        Some(seconds) => format!("Wait {}, then try again.", span(seconds)),
        None => "Wait a moment, then try again.".to_owned(),
    }
}

/// A time to wait, rounded up to the largest unit that is not too coarse for it.
fn span(seconds: u32) -> String {
    let (count, unit) = match seconds {
        0..90 => (seconds.max(1), "second"),
        90..5400 => (seconds.div_ceil(60), "minute"),
        5400.. => (seconds.div_ceil(3600), "hour"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural}")
}

fn internal(request_id: Option<&str>) -> String {
    let sentence = "Something went wrong on the server. Try again in a moment.";
    match request_id {
        Some(id) => format!("{sentence} If it happens again, quote {id} when you ask for help."),
        None => sentence.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::Problem;

    /// Whatever goes wrong, there is a sentence and a way on, and no word of the machinery.
    #[test]
    fn every_failure_has_a_sentence() {
        let problems = ProblemCode::ALL.iter().map(|code| ApiError::Problem(Problem::new(*code)));
        for error in problems.chain([ApiError::Network, ApiError::SignedOut, ApiError::Garbled]) {
            let sentence = of(&error);
            assert!(sentence.ends_with('.'), "{sentence}");
            for word in ["oops", "invalid", "please", "error"] {
                assert!(!sentence.to_lowercase().contains(word), "{sentence}");
            }
        }
    }

    /// Whoever asked too often learns how long to wait, in words and never too short.
    #[test]
    fn a_wait_is_told_in_words() {
        let said = |retry_after| {
            of(&ApiError::Problem(Problem { retry_after, ..Problem::new(ProblemCode::TooManyRequests) }))
        };
        assert_eq!(said(Some(5)), "Wait 5 seconds, then try again.");
        assert_eq!(said(Some(1)), "Wait 1 second, then try again.");
        assert_eq!(said(Some(0)), "Wait 1 second, then try again.");
        assert_eq!(said(Some(91)), "Wait 2 minutes, then try again.");
        assert_eq!(said(Some(3600)), "Wait 60 minutes, then try again.");
        assert_eq!(said(Some(20_000)), "Wait 6 hours, then try again.");
        assert_eq!(said(None), "Wait a moment, then try again.");
    }

    /// A failure of the server can be found in its log by what the person reads out.
    #[test]
    fn a_failure_of_the_server_quotes_its_request() {
        let problem = Problem { request_id: Some("r-42".to_owned()), ..Problem::new(ProblemCode::Internal) };
        assert!(of(&ApiError::Problem(problem)).contains("r-42"));
    }
}
