//! Every sentence of the staff pages, by what it is about. Here are those that several of them share.

mod drawers;
mod email_change;
mod fields;
mod invitations;
mod links;
mod list;
pub(super) mod list_part;
mod mail;
mod offices;
mod panel;
mod pin;
mod role;
mod settings;
mod status;

pub(super) use {
    drawers::*, email_change::*, fields::*, invitations::*, links::*, list::*, mail::*, offices::*, panel::*,
    pin::*, role::*, settings::*, status::*,
};

pub(super) const STAFF: &str = "Staff";
pub(super) const LOADING: &str = "Loading…";
pub(super) const TRY_AGAIN: &str = "Try again";
pub(super) const ON: &str = "On";
pub(super) const OFF: &str = "Off";
/// Stands where a person has no value.
pub(super) const NOTHING: &str = "-";
pub(super) const VIEW: &str = "View";
pub(super) const SELECT: &str = "Select";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const CLOSE: &str = "Close";
pub(super) const SAVE: &str = "Save";
pub(super) const EDIT: &str = "Edit";
pub(super) const CHANGE: &str = "Change";
pub(super) const SEND_LINK: &str = "Send link";
pub(super) const SEND_AGAIN: &str = "Send again";
pub(super) const VALID_UNTIL: &str = "Valid until";
pub(super) const OUTRANKS_YOU: &str = "This person holds permissions that you do not have.";

/// How long a link can still be used.
pub(super) fn valid_more(remaining: &str) -> String {
    format!("valid {remaining} more")
}

/// What just happened to a person.
pub(super) fn updated(name: &str) -> String {
    format!("{name} was updated.")
}
