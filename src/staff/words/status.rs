//! Taking a person's access away, and giving it back.

pub(in crate::staff) const DEACTIVATE: &str = "Deactivate";
pub(in crate::staff) const REACTIVATE: &str = "Reactivate";
pub(in crate::staff) const YOURSELF: &str =
    "This is your own account. Another administrator can deactivate it.";
pub(in crate::staff) const NOBODY_TAKES_OVER: &str = "Leave it as it is";
pub(in crate::staff) const WHEN: &str = "When";
pub(in crate::staff) const AT_ONCE: &str = "Now";
pub(in crate::staff) const ON_A_DAY: &str = "At the beginning of a day";
pub(in crate::staff) const DAY: &str = "Day";
pub(in crate::staff) const DAY_HINT: &str = "From tomorrow on, at most a year ahead.";
pub(in crate::staff) const REASON: &str = "Reason";
pub(in crate::staff) const REASON_HINT: &str = "It stands in the audit log.";
pub(in crate::staff) const UNDO: &str = "Undo";
pub(in crate::staff) const CANCEL_DEACTIVATION: &str = "Cancel deactivation";
pub(in crate::staff) const DEACTIVATION_CANCELLED: &str = "The deactivation was cancelled.";

/// Asks whether to take a person's access away.
pub(in crate::staff) fn deactivate_title(name: &str) -> String {
    format!("Deactivate {name}?")
}

/// What deactivating does.
pub(in crate::staff) fn deactivate_does(name: &str) -> String {
    format!("{name} can no longer sign in. Nothing is deleted, and they can be reactivated.")
}

/// What deactivating ends; nothing if there is nothing.
pub(in crate::staff) fn ends(open_sessions: u32, has_live_link: bool) -> String {
    let sessions = match open_sessions {
        0 => String::new(),
        1 => "They are signed in in one browser, and that ends. ".to_owned(),
        count => format!("They are signed in in {count} browsers, and that ends. "),
    };
    let link = if has_live_link { "The link that was sent to them stops working." } else { "" };
    format!("{sessions}{link}").trim_end().to_owned()
}

/// The label of the choice who takes over.
pub(in crate::staff) fn hand_over(people: u32) -> String {
    if people == 1 {
        "New Primary Provider of the one person they care for".to_owned()
    } else {
        format!("New Primary Provider of the {people} people they care for")
    }
}

/// What is to come.
pub(in crate::staff) fn is_deactivated_on(day: &str) -> String {
    format!("This account is deactivated at the beginning of {day}.")
}

/// What just happened to a person.
pub(in crate::staff) fn deactivation_planned(name: &str) -> String {
    format!("{name} will be deactivated on that day.")
}

/// What just happened to a person.
pub(in crate::staff) fn deactivation_undone(name: &str) -> String {
    format!("{name} can sign in again.")
}

/// What just happened to a person.
pub(in crate::staff) fn deactivated(name: &str) -> String {
    format!("{name} was deactivated.")
}

/// Asks whether to give a person their access back.
pub(in crate::staff) fn reactivate_title(name: &str) -> String {
    format!("Reactivate {name}?")
}

/// What reactivating does. The old password does not come back, whoever knows it.
pub(in crate::staff) fn reactivate_does(name: &str, address: Option<&str>) -> String {
    match address {
        Some(address) => format!(
            "{name} gets an invitation at {address}, and can sign in again once they have set a new password. The \
             old one does not come back."
        ),
        None => format!("{name} comes back by an invitation, and has no email address that it could go to."),
    }
}

/// What just happened to a person.
pub(in crate::staff) fn reactivated(name: &str, address: &str) -> String {
    format!("{name} was reactivated. Invitation sent to {address}.")
}
