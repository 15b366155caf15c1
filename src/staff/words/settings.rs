//! A person's settings.

use crate::staff::settings::Switch;

pub(in crate::staff) const SETTINGS: &str = "Settings";
pub(in crate::staff) const SETTING: &str = "Setting";
pub(in crate::staff) const STATUS: &str = "Status";
pub(in crate::staff) const DETAIL: &str = "Detail";
pub(in crate::staff) const APP_UNLOCK_PIN: &str = "App Unlock PIN";
pub(in crate::staff) const ENABLE_EMAIL_UPDATE: &str = "Enable email update";
pub(in crate::staff) const RESTRICT_OFFICES: &str = "Restrict offices";
pub(in crate::staff) const SEND_DAILY_BILLING_REPORT: &str = "Send daily billing report";
pub(in crate::staff) const SET: &str = "Set";
pub(in crate::staff) const NOT_SET: &str = "Not set";

/// What turns a switch.
pub(in crate::staff) const fn turn(is_on: bool) -> &'static str {
    if is_on { "Turn off" } else { "Turn on" }
}

/// What turns a switch, for those who do not see which.
pub(in crate::staff) fn turn_it(switch: Switch, is_on: bool) -> String {
    format!("{}: {}", turn(is_on), switch.name())
}

/// Asks whether to turn a switch.
pub(in crate::staff) fn turn_title(switch: Switch, is_on: bool, name: &str) -> String {
    format!("{} “{}” for {name}?", turn(is_on), switch.name())
}

/// What turning a switch means.
pub(in crate::staff) fn switch_means(switch: Switch, is_on: bool, name: &str) -> String {
    match (switch, is_on) {
        (Switch::EmailUpdate, false) => format!(
            "{name} can then change their own email address, with their password and a link to the new address."
        ),
        (Switch::EmailUpdate, true) => {
            format!("{name} then has to ask somebody who manages accounts for another email address.")
        }
        (Switch::BillingReport, false) => {
            format!("{name} then gets a mail with the practice’s billing report every day.")
        }
        (Switch::BillingReport, true) => format!("{name} then gets no daily billing report any more."),
    }
}

/// What just happened: a switch was turned.
pub(in crate::staff) fn turned(switch: Switch, is_on: bool, name: &str) -> String {
    format!("“{}” is {} for {name}.", switch.name(), if is_on { "on" } else { "off" })
}
