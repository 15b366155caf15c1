//! Every sentence of one's own account.

use staffroom_contract::audit::Event;
use staffroom_contract::{AuditResult, OwnEvent};

pub(super) const PASSWORD: &str = "Password";
pub(super) const PASSWORD_ABOUT: &str =
    "A new password signs you out everywhere but here. You are told of it by mail.";
pub(super) const EMAIL: &str = "Email";
pub(super) const EMAIL_ABOUT: &str = "Reset links and notices about your account go here.";
pub(super) const USERNAME: &str = "Username";
pub(super) const CURRENT_PASSWORD: &str = "Current password";
pub(super) const CHANGE_PASSWORD: &str = "Change password";
pub(super) const PASSWORD_CHANGED: &str = "Your password is changed. You are signed out everywhere but here.";

pub(super) const SESSIONS: &str = "Where you are signed in";
pub(super) const SESSIONS_ABOUT: &str = "If you do not know one of these, end it and change your password. Each ends \
     by itself after 15 minutes without you.";
pub(super) const THIS_BROWSER: &str = "This browser";
pub(super) const UNKNOWN_DEVICE: &str = "Unknown browser";
pub(super) const NOWHERE_ELSE: &str = "You are signed in nowhere else.";
pub(super) const END: &str = "End";
pub(super) const END_OTHERS: &str = "End all others";
pub(super) const OTHERS_ENDED: &str = "You are signed out everywhere but here.";

pub(super) const EVENTS: &str = "Recent security events";
pub(super) const EVENTS_ABOUT: &str =
    "If something here was not you, change your password and tell whoever manages accounts in your practice.";
pub(super) const SHOW_OLDER: &str = "Show older events";
pub(super) const REFUSED: &str = "Refused";

/// The button that ends a session, for those who do not see which one it stands beside.
pub(super) fn end_session(device: &str) -> String {
    format!("End {device}")
}

/// After a session was ended.
pub(super) fn session_ended(device: &str) -> String {
    format!("You are signed out of {device}.")
}

/// When somebody last did something there.
pub(super) fn seen(time: &str) -> String {
    format!("Last used {time}")
}

/// Since when somebody is signed in there.
pub(super) fn opened(time: &str) -> String {
    format!("Signed in {time}")
}

/// From where.
pub(super) fn from(place: &str) -> String {
    format!("From {place}")
}

/// Where from something was done, if that is known.
pub(super) fn place(event: &OwnEvent) -> Option<String> {
    let parts: Vec<_> =
        [&event.device, &event.client_address].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| from(&parts.join(", ")))
}

/// How an act is told to the person that it was done to.
struct Phrases {
    /// After it was done.
    done: &'static str,
    /// The same after the name of the administrator who did it.
    done_by: &'static str,
    /// After it was refused.
    refused: &'static str,
}

const fn phrases(event: Event) -> Option<Phrases> {
    let (done, done_by, refused) = match event {
        Event::SignedIn => ("You signed in", "", "Signing in was refused"),
        Event::SignInFailed => ("", "", "Somebody entered a wrong password for your account"),
        Event::SignedOut => ("You signed out", "", "Signing out was refused"),
        Event::StaffDeactivated => (
            "Your account was deactivated",
            "deactivated your account",
            "You tried to deactivate your account",
        ),
        Event::StaffReactivated => (
            "Your account was reactivated",
            "reactivated your account",
            "You tried to reactivate your account",
        ),
        Event::StaffPasswordResetRequested => (
            "You were sent a password reset link",
            "sent you a password reset link",
            "You tried to send yourself a password reset link",
        ),
        Event::StaffPasswordResetRevoked => (
            "Your password reset link was revoked",
            "revoked your password reset link",
            "You tried to revoke your password reset link",
        ),
        Event::PasswordResetRequested => (
            "Somebody asked for a password reset link for you",
            "",
            "Somebody tried to ask for a password reset link for you",
        ),
        Event::PasswordResetCompleted => {
            ("A new password was set with a link", "", "Setting a new password with a link was refused")
        }
        Event::StaffInvited => ("You were invited", "invited you", "You tried to invite yourself"),
        Event::InvitationAccepted => {
            ("You accepted your invitation", "", "Accepting your invitation was refused")
        }
        Event::OwnPasswordChanged => (
            "You changed your password",
            "",
            "Somebody who was signed in as you tried to change your password",
        ),
        Event::OwnSessionEnded => {
            ("You ended one of your sessions", "", "Ending one of your sessions was refused")
        }
        Event::OtherSessionsEnded => {
            ("You ended all your other sessions", "", "Ending your other sessions was refused")
        }
        Event::StaffSessionsEnded => (
            "You were signed out everywhere",
            "signed you out everywhere",
            "You tried to sign yourself out everywhere",
        ),
        Event::AccountFrozen => {
            ("Your account was frozen with the link in a mail", "", "Freezing your account was refused")
        }
        _ => return None,
    };
    Some(Phrases { done, done_by, refused })
}

/// What happened, in a sentence to the person: "Morgan Manager sent you a password reset link".
pub(super) fn sentence(event: &OwnEvent) -> String {
    let known = OwnEvent::EVENTS.iter().find(|known| known.name() == event.event);
    let Some(phrases) = known.and_then(|known| phrases(*known)) else {
        // A newer server knows of more.
        return event.event.replace('_', " ");
    };
    match (event.result, &event.administrator) {
        (AuditResult::Refused, _) => phrases.refused.to_owned(),
        (AuditResult::Done, Some(name)) => format!("{name} {}", phrases.done_by),
        (AuditResult::Done, None) => phrases.done.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::UnixSeconds;

    fn event(event: Event, result: AuditResult, administrator: Option<&str>) -> OwnEvent {
        OwnEvent {
            at: UnixSeconds(0),
            event: event.name().to_owned(),
            result,
            administrator: administrator.map(str::to_owned),
            client_address: None,
            device: None,
        }
    }

    /// Whatever people may be told of has its sentence, and what an administrator did names them.
    #[test]
    fn every_event_has_its_sentence() {
        for known in OwnEvent::EVENTS {
            let told = sentence(&event(*known, AuditResult::Refused, None));
            assert!(told.starts_with(char::is_uppercase), "{known:?}: {told}");
            let is_by_others = known.name().starts_with("staff_");
            let by_morgan = sentence(&event(*known, AuditResult::Done, Some("Morgan Manager")));
            assert_eq!(by_morgan.len() > "Morgan Manager ".len(), is_by_others, "{known:?}: {by_morgan}");
            if *known != Event::SignInFailed {
                let done = sentence(&event(*known, AuditResult::Done, None));
                assert!(done.starts_with(char::is_uppercase), "{known:?}: {done}");
            }
        }
        let sent = event(Event::StaffPasswordResetRequested, AuditResult::Done, Some("Morgan Manager"));
        assert_eq!(sentence(&sent), "Morgan Manager sent you a password reset link");
    }

    /// What a newer server tells of is shown as well as it can be.
    #[test]
    fn a_name_that_nobody_knows_is_still_read() {
        let unknown =
            OwnEvent { event: "passkey_added".to_owned(), ..event(Event::SignedIn, AuditResult::Done, None) };
        assert_eq!(sentence(&unknown), "passkey added");
    }

    /// Where from is told as far as it is known.
    #[test]
    fn a_place_is_told_as_far_as_it_is_known() {
        let nowhere = event(Event::SignedIn, AuditResult::Done, None);
        assert_eq!(place(&nowhere), None);
        let device = OwnEvent { device: Some("Chrome on Windows".to_owned()), ..nowhere };
        assert_eq!(place(&device).as_deref(), Some("From Chrome on Windows"));
        let both = OwnEvent { client_address: Some("192.0.2.1".to_owned()), ..device };
        assert_eq!(place(&both).as_deref(), Some("From Chrome on Windows, 192.0.2.1"));
    }
}
