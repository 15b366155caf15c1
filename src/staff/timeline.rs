//! The life of a link that sets a password as what happened to it, one after the other.

use staffroom_contract::{MailFailure, PasswordReset, PasswordResetState, UnixSeconds};

/// What happened to a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkEvent {
    /// Its mail was queued.
    Queued,
    /// It was made at the command line, and given to somebody by other means than mail.
    HandedOver,
    /// The mail server has not taken its mail so far.
    Delayed(MailFailure),
    /// The mail server took its mail.
    Sent,
    /// Its mail was given up.
    Failed(MailFailure),
    /// Somebody, or a scanner of mails, opened its page.
    Opened,
    /// A password was set with it.
    Used,
    /// It ran out.
    Expired,
    /// It was taken back.
    Revoked,
    /// It ended with another password, which was not set with it.
    PasswordChanged,
    /// It ended with another address.
    EmailChanged,
    /// It ended when the account was made inactive.
    Deactivated,
    /// A newer one took its place.
    Replaced,
}

/// One thing that happened: when, if that is known, and by whom, if by anybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) event: LinkEvent,
    pub(super) at: Option<UnixSeconds>,
    pub(super) by: Option<String>,
}

/// What happened to a link so far, the latest last.
pub(super) fn steps_of(link: &PasswordReset) -> Vec<Step> {
    let step = |event, at| Step { event, at: Some(at), by: None };
    let failure = link.mail_failure.unwrap_or(MailFailure::Internal);
    let begin = if link.sent_to.is_empty() { LinkEvent::HandedOver } else { LinkEvent::Queued };
    let is_waiting = link.sent_at.is_none() && link.failed_at.is_none() && link.state.is_live();
    let delayed = link.mail_failure.filter(|_| is_waiting);
    let mut steps: Vec<_> = [
        Some(Step { by: link.requested_by.clone(), ..step(begin, link.requested_at) }),
        delayed.map(|failure| Step { event: LinkEvent::Delayed(failure), at: None, by: None }),
        link.sent_at.map(|at| step(LinkEvent::Sent, at)),
        // A mail that was held back because its link had ended tells nothing that the end does not tell.
        link.failed_at
            .filter(|_| failure != MailFailure::Void)
            .map(|at| step(LinkEvent::Failed(failure), at)),
        link.opened_at.map(|at| step(LinkEvent::Opened, at)),
        end_of(link),
    ]
    .into_iter()
    .flatten()
    .collect();
    // Two that happened in one second stay in the order of a link's life.
    steps.sort_by_key(|step| step.at.unwrap_or(link.expires_at));
    steps
}

/// How a link ended, if it has.
pub(super) fn end_of(link: &PasswordReset) -> Option<Step> {
    let event = match link.state {
        PasswordResetState::Used => LinkEvent::Used,
        PasswordResetState::Expired => LinkEvent::Expired,
        PasswordResetState::Revoked => LinkEvent::Revoked,
        PasswordResetState::PasswordChanged => LinkEvent::PasswordChanged,
        PasswordResetState::EmailChanged => LinkEvent::EmailChanged,
        PasswordResetState::Deactivated => LinkEvent::Deactivated,
        PasswordResetState::Replaced => LinkEvent::Replaced,
        PasswordResetState::Queued | PasswordResetState::Sent | PasswordResetState::Failed => return None,
    };
    Some(Step { event, at: Some(link.ended_at.unwrap_or(link.expires_at)), by: link.ended_by.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::PasswordResetId;

    fn link(state: PasswordResetState) -> PasswordReset {
        PasswordReset {
            id: PasswordResetId::new("link"),
            state,
            sent_to: "cnurse@email.xyz".to_owned(),
            requested_by: Some("Morgan Manager".to_owned()),
            requested_at: UnixSeconds(100),
            expires_at: UnixSeconds(900),
            sent_at: None,
            failed_at: None,
            mail_failure: None,
            opened_at: None,
            ended_at: None,
            ended_by: None,
        }
    }

    fn events(link: &PasswordReset) -> Vec<LinkEvent> {
        steps_of(link).into_iter().map(|step| step.event).collect()
    }

    /// The steps come in the order in which they happened, and say who had a hand in them.
    #[test]
    fn a_life_is_told_from_its_beginning() {
        let revoked = PasswordReset {
            sent_at: Some(UnixSeconds(101)),
            opened_at: Some(UnixSeconds(200)),
            ended_at: Some(UnixSeconds(300)),
            ended_by: Some("Glenn Breaker".to_owned()),
            ..link(PasswordResetState::Revoked)
        };
        let steps = steps_of(&revoked);
        assert_eq!(
            events(&revoked),
            [LinkEvent::Queued, LinkEvent::Sent, LinkEvent::Opened, LinkEvent::Revoked]
        );
        assert_eq!(steps[0].by.as_deref(), Some("Morgan Manager"));
        assert_eq!((steps[3].at, steps[3].by.as_deref()), (Some(UnixSeconds(300)), Some("Glenn Breaker")));
    }

    /// A mail that waits says why; one that was held back because the link had ended does not speak of failure.
    #[test]
    fn mail_that_does_not_leave_is_told_while_it_matters() {
        let unreachable = Some(MailFailure::Unreachable);
        let waiting = PasswordReset { mail_failure: unreachable, ..link(PasswordResetState::Queued) };
        assert_eq!(events(&waiting), [LinkEvent::Queued, LinkEvent::Delayed(MailFailure::Unreachable)]);
        let given_up = PasswordReset { failed_at: Some(UnixSeconds(800)), ..waiting };
        let given_up = PasswordReset { state: PasswordResetState::Failed, ..given_up };
        assert_eq!(events(&given_up), [LinkEvent::Queued, LinkEvent::Failed(MailFailure::Unreachable)]);
        let held_back = PasswordReset {
            mail_failure: Some(MailFailure::Void),
            failed_at: Some(UnixSeconds(301)),
            ended_at: Some(UnixSeconds(300)),
            ..link(PasswordResetState::Replaced)
        };
        assert_eq!(events(&held_back), [LinkEvent::Queued, LinkEvent::Replaced]);
    }

    /// What was handed over at the command line has waited in no queue.
    #[test]
    fn a_link_without_an_address_was_handed_over() {
        let handed_over = PasswordReset { sent_to: String::new(), ..link(PasswordResetState::Sent) };
        assert_eq!(events(&handed_over), [LinkEvent::HandedOver]);
    }

    /// What ended a link is told as it was: nobody is said to have revoked one that ended with something else.
    #[test]
    fn a_link_that_nobody_revoked_is_not_called_so() {
        for (state, event) in [
            (PasswordResetState::Revoked, LinkEvent::Revoked),
            (PasswordResetState::PasswordChanged, LinkEvent::PasswordChanged),
            (PasswordResetState::EmailChanged, LinkEvent::EmailChanged),
            (PasswordResetState::Deactivated, LinkEvent::Deactivated),
        ] {
            let ended = PasswordReset { ended_at: Some(UnixSeconds(300)), ..link(state) };
            assert_eq!(end_of(&ended), Some(Step { event, at: Some(UnixSeconds(300)), by: None }));
        }
    }

    /// A link that ran out did so when it had to.
    #[test]
    fn a_link_runs_out_at_its_end() {
        let expired = link(PasswordResetState::Expired);
        let end = end_of(&expired).map(|end| (end.event, end.at));
        assert_eq!(end, Some((LinkEvent::Expired, Some(UnixSeconds(900)))));
        assert_eq!(end_of(&link(PasswordResetState::Queued)), None);
    }
}
