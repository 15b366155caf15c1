//! A person's settings, as an administrator changes them.

use crate::Secret;
use crate::field::{FieldProblem, FieldRule, name};
use crate::staff::present;
use serde::{Deserialize, Serialize};

/// The length of an App Unlock PIN, in digits.
pub const PIN_DIGITS: usize = 4;

/// PINs of no simple pattern that are tried first all the same: ways across the keypad, and pairs that everybody
/// thinks of.
///
/// Source: N. Berry, "PIN analysis" (2012), datagenetics.com: the twenty most frequent, without those of a pattern.
const COMMON_PINS: [&str; 6] = ["2580", "0852", "1010", "1122", "1313", "6969"];

/// `change_staff_settings`: the members to change; those left out stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeStaffSettings {
    /// Whether the person may change their own email address.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub enable_email_update: Option<bool>,
    /// Whether the daily billing report is mailed to them.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub send_daily_billing_report: Option<bool>,
}

/// `set_staff_pin`: the new App Unlock PIN.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetStaffPin {
    /// Four digits; if it is left out, the server makes one up.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(nullable = false))]
    pub pin: Option<Secret>,
}

impl SetStaffPin {
    /// Judges the PIN, if there is one.
    ///
    /// # Errors
    /// The rule that refuses it.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let problem = self.pin.as_ref().and_then(|pin| check_pin(name::PIN, pin.expose()));
        problem.map_or(Ok(()), |problem| Err(vec![problem]))
    }
}

/// A person's App Unlock PIN: the answer of `reveal_staff_pin` and `set_staff_pin`, and of nothing else.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppUnlockPin {
    /// Four digits.
    pub pin: Secret,
}

/// An App Unlock PIN: [`PIN_DIGITS`] ASCII digits that do not come to everybody's mind first.
pub fn check_pin(field: &str, pin: &str) -> Option<FieldProblem> {
    let digits = pin.as_bytes();
    if digits.len() != PIN_DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Some(FieldProblem::new(field, FieldRule::NotAPin));
    }
    is_guessable(pin).then(|| FieldProblem::new(field, FieldRule::PinTooEasy))
}

/// Whether a PIN is one digit or one pair repeated, a run, a year of somebody's life, or common.
fn is_guessable(pin: &str) -> bool {
    let digits = pin.as_bytes();
    let step = |by: u8| digits.windows(2).all(|pair| pair[0].wrapping_add(by) == pair[1]);
    let is_run = step(0) || step(1) || step(u8::MAX);
    let is_pair_repeated = digits.get(..2) == digits.get(2..);
    let is_year = pin.starts_with("19") || pin.starts_with("20");
    is_run || is_pair_repeated || is_year || COMMON_PINS.contains(&pin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(pin: &str) -> Option<FieldRule> {
        check_pin("pin", pin).map(|problem| problem.rule)
    }

    /// Four digits of our own script, and nothing else.
    #[test]
    fn a_pin_is_four_digits() {
        assert_eq!(rule("8453"), None);
        for pin in ["", "845", "84533", "84 3", "845a", "٨٤٥٣", "-845"] {
            assert_eq!(rule(pin), Some(FieldRule::NotAPin), "{pin}");
        }
    }

    /// What is tried first opens nothing.
    #[test]
    fn a_pin_is_not_what_is_tried_first() {
        for pin in [
            "0000", "7777", "1234", "0123", "6789", "4321", "9876", "1212", "8484", "1987", "2024", "2580",
            "0852", "1122",
        ] {
            assert_eq!(rule(pin), Some(FieldRule::PinTooEasy), "{pin}");
        }
        for pin in ["7890", "0987", "1357", "8443", "2192"] {
            assert_eq!(rule(pin), None, "{pin}");
        }
    }

    /// Most PINs are free to choose, so that a made-up one comes soon.
    #[test]
    fn few_pins_are_refused() {
        let refused = (0..10_000).filter(|pin| is_guessable(&format!("{pin:04}"))).count();
        assert!(refused < 400, "{refused}");
    }

    /// A switch that is left out stays as it is; `null` is no way to say so.
    #[test]
    fn null_is_no_setting() {
        assert!(serde_json::from_str::<ChangeStaffSettings>("{}").is_ok());
        assert!(serde_json::from_str::<ChangeStaffSettings>(r#"{"enable_email_update":null}"#).is_err());
        assert!(serde_json::from_str::<SetStaffPin>(r#"{"pin":null}"#).is_err());
    }

    /// A PIN that gets into a `Debug` line stays out of the log.
    #[test]
    fn debug_prints_no_pin() {
        let pin = Secret::new("8453");
        let lines = format!("{:?} {:?}", SetStaffPin { pin: Some(pin.clone()) }, AppUnlockPin { pin });
        assert!(!lines.contains("8453"));
    }
}
