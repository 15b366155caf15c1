//! The sentences of signing in.

pub(super) const SIGN_IN: &str = "Sign in";
pub(super) const USERNAME: &str = "Username";
pub(super) const PASSWORD: &str = "Password";

/// The same whichever of the two is wrong, and whoever may not sign in.
pub(super) const WRONG_CREDENTIALS: &str = "The username or the password is wrong. Try again.";

pub(super) const ENDED: &str = "Your session has ended";
pub(super) const ENDED_BODY: &str = "Sign in again to go on. What you typed is still there.";
pub(super) const LEAVE: &str = "Leave this page";

pub(super) const NOT_SIGNED_OUT: &str = "You have left this page, but the server could not be reached to sign you out. \
    Your session ends by itself after 15 minutes, or at once when you try again.";
pub(super) const TRY_AGAIN: &str = "Try again";
