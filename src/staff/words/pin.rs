//! The App Unlock PIN.

pub(in crate::staff) const MASKED_PIN: &str = "••••";
pub(in crate::staff) const PIN_IS_HIDDEN: &str = "Hidden";
pub(in crate::staff) const REVEAL: &str = "Reveal";
pub(in crate::staff) const HIDE: &str = "Hide";
pub(in crate::staff) const SET_NEW: &str = "Set";
pub(in crate::staff) const SET_PIN: &str = "Set PIN";
pub(in crate::staff) const NEW_PIN: &str = "New PIN";
pub(in crate::staff) const GENERATE_NEW: &str = "Generate new";
pub(in crate::staff) const PIN_HINT: &str =
    "Four digits, no run, no repeats, and no year. Or let one be made up.";

/// Asks for an App Unlock PIN.
pub(in crate::staff) fn set_pin_title(name: &str) -> String {
    format!("App Unlock PIN of {name}")
}

/// What just happened: a PIN is in force.
pub(in crate::staff) fn pin_was_set(name: &str) -> String {
    format!("{name} has a new App Unlock PIN. It is shown below for 30 seconds.")
}
