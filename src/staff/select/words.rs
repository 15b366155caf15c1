//! Every sentence about selecting people and doing the same to them.

use crate::bulk_acts::people;
use crate::ui::{counted, number};
use staffroom_contract::BulkKind;
use staffroom_contract::bulk::BULK_MOST_PEOPLE;

pub(super) use crate::staff::words::{REASON, REASON_HINT, SELECT};

pub(super) const ONE_BY_ONE: &str = "Select one by one";
pub(super) const EARLIER: &str = "What you have begun before";
pub(super) const SELECTED: &str = "Selected people";
pub(super) const STOP: &str = "Stop selecting";
pub(super) const TICK: &str = "Tick people in the table. Escape leads back here.";
pub(super) const TO: &str = "To";
pub(super) const FROM: &str = "From";
pub(super) const EVERYWHERE_ELSE: &str = "All their other offices";
pub(super) const PROVIDER: &str = "Primary Provider";
pub(super) const NOBODY: &str = "This can be done to nobody whom you have selected.";
pub(super) const CHOOSE: &str = "Choose first.";
pub(super) const CHOOSE_OTHERWISE: &str = "Choose something else first.";
pub(super) const NOT_KNOWN: &str = "It is not known yet to whom this can be done. Try again first.";
pub(super) const OTHERS_BY_NOW: &str = "The list has changed meanwhile. Look at the numbers again.";
pub(super) const WHO_IS_LEFT_OUT: &str = "Who is left out";
pub(super) const UNKNOWN: &str = "Somebody whom you cannot see";

/// The name of a row's box.
pub(super) fn select(name: &str) -> String {
    format!("Select {name}")
}

/// The button that selects all that match.
pub(super) fn all(total: u64) -> String {
    format!("Select all {} that match", number(total))
}

/// Why all that match cannot be selected.
pub(super) fn why_not_all(total: u64) -> Option<String> {
    let most = u64::from(BULK_MOST_PEOPLE);
    (total > most).then(|| format!("At most {} at once. Narrow the list first.", people(BULK_MOST_PEOPLE)))
}

/// How many are selected.
pub(super) fn selected(count: u64) -> String {
    format!("{} selected", counted(count, "person", "people"))
}

/// What will be done to each, and what that means.
pub(super) const fn does(kind: BulkKind) -> &'static str {
    match kind {
        BulkKind::ResetPassword => {
            "Each of them gets a mail with a link to set a new password. It replaces an older link."
        }
        BulkKind::SendInvitation => {
            "Each of them who has not set a password yet gets another invitation. It replaces an older one."
        }
        BulkKind::Deactivate => {
            "They cannot sign in any more. Their sessions and links end at once. Nobody is deleted."
        }
        BulkKind::MoveOffice => "They work in another office from now on.",
        BulkKind::MoveProvider => "They have another primary provider from now on.",
    }
}

/// The button that does it.
pub(super) fn confirm(kind: BulkKind, possible: Option<u32>) -> String {
    let Some(possible) = possible.filter(|possible| *possible > 0) else {
        return crate::bulk_acts::act(kind).to_owned();
    };
    match kind {
        BulkKind::ResetPassword => format!("Reset {}", counted(possible, "password", "passwords")),
        BulkKind::SendInvitation => format!("Send {}", counted(possible, "invitation", "invitations")),
        BulkKind::Deactivate => format!("Deactivate {}", people(possible)),
        BulkKind::MoveOffice => format!("Move {}", people(possible)),
        BulkKind::MoveProvider => format!("Change it for {}", people(possible)),
    }
}

/// To how many it can be done.
pub(super) fn possible(possible: u32, selected: u32) -> String {
    if possible == selected {
        format!("This can be done to all {}.", number(selected))
    } else {
        format!("This can be done to {} of {}. Left out:", number(possible), people(selected))
    }
}

/// Why some are left out.
pub(super) fn left_out_for(count: u32, reason: &str) -> String {
    format!("{}: {reason}", number(count))
}

/// Why somebody is left out.
pub(super) fn left_out_person(name: &str, reason: &str) -> String {
    format!("{name}: {reason}")
}

/// Those who are left out beyond the ones who are named.
pub(super) fn and_more(count: u32) -> String {
    format!("And {} more", number(count))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The button says what it does, and to how many.
    #[test]
    fn the_button_says_how_many() {
        assert_eq!(confirm(BulkKind::ResetPassword, Some(1)), "Reset 1 password");
        assert_eq!(confirm(BulkKind::Deactivate, Some(1_240)), "Deactivate 1,240 people");
        assert_eq!(confirm(BulkKind::MoveOffice, None), "Change office");
        assert_eq!(confirm(BulkKind::SendInvitation, Some(0)), "Send invitations");
    }

    /// More than can be acted upon at once cannot be selected, and it is said why.
    #[test]
    fn too_many_cannot_be_selected() {
        assert_eq!(why_not_all(10_000), None);
        assert!(why_not_all(10_001).is_some_and(|why| why.contains("10,000 people")));
    }
}
