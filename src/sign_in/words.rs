//! The sentences of signing in.

pub(super) const SIGN_IN: &str = "Sign in";
pub(super) const USERNAME: &str = "Username";
pub(super) const PASSWORD: &str = "Password";
pub(super) const FORGOT_PASSWORD: &str = "Forgot password?";

/// The same whichever of the two is wrong, and whoever may not sign in.
pub(super) const WRONG_CREDENTIALS: &str = "The username or the password is wrong. Try again.";

pub(super) const ENDED: &str = "Your session has ended";
pub(super) const ENDED_BODY: &str = "Sign in again to go on. What you typed is still there.";
pub(super) const LEAVE: &str = "Leave this page";

pub(super) const ENTER_PASSWORD: &str = "Enter your password to go on";
pub(super) const WHY_PASSWORD: &str =
    "What you are about to do decides who gets into an account, so it takes more than an open page.";
pub(super) const WRONG_PASSWORD: &str = "This is not your password. Try again.";
pub(super) const GO_ON: &str = "Go on";

pub(super) const STILL_THERE: &str = "Are you still there?";
pub(super) const STAY: &str = "Stay signed in";
pub(super) const SIGN_OUT: &str = "Sign out";

/// What is left before the session falls idle, in steps: it is said out loud each time that it changes.
pub(super) const fn signed_out_within(seconds: i64) -> &'static str {
    match seconds {
        61.. => "Nobody has done anything here for a while. You will be signed out within 2 minutes.",
        31..=60 => "You will be signed out within a minute.",
        11..=30 => "You will be signed out within 30 seconds.",
        _ => "You will be signed out within 10 seconds.",
    }
}

pub(super) const NOT_SIGNED_OUT: &str = "You have left this page, but the server could not be reached to sign you out. \
    Your session ends by itself after 15 minutes, or at once when you try again.";
pub(super) const TRY_AGAIN: &str = "Try again";
