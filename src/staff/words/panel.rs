//! The panel of one person.

pub(in crate::staff) const BASIC: &str = "Basic";
pub(in crate::staff) const NO_SUCH_PERSON: &str = "No such person";
pub(in crate::staff) const NO_SUCH_PERSON_WHY: &str = "Nobody on the staff has this address.";
pub(in crate::staff) const AUDIT_LOG: &str = "Audit Log";
pub(in crate::staff) const BACK_TO_STAFF: &str = "Back to the staff table";

/// Since when an account is frozen, and what to do about it, or who can.
pub(in crate::staff) fn frozen(time: &str, outranks_you: bool) -> String {
    let what_to_do = if outranks_you {
        "Talk to an administrator who may do all that they may: you cannot give this account back."
    } else {
        "Talk to them, then reactivate the account: that sends them an invitation to set a new password."
    };
    format!(
        "Frozen on {time} with the link in a mail about a new password: its holder says that somebody else set it. \
         {what_to_do}"
    )
}
