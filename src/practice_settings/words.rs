//! Every sentence of the practice's settings.

use super::model::{Change, Section, Setting, split};
use crate::ui::counted;

pub(super) const SAVE: &str = "Save";
pub(super) const DISCARD: &str = "Discard";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const ADD: &str = "Add";
pub(super) const REMOVE: &str = "Remove";
pub(super) const RENAME: &str = "Rename";
pub(super) const CLOSE: &str = "Close";

pub(super) const SAVED: &str = "The settings are saved.";
pub(super) const NOTHING_TO_SAVE: &str = "There is nothing to save.";
pub(super) const SOMEBODY_CHANGED: &str = "Somebody else changed the settings in the meantime";
pub(super) const SAVE_AGAIN: &str = "What you typed is still here. Select Save to keep it.";

pub(super) const GENERAL: &str = "General";
pub(super) const GENERAL_ABOUT: &str =
    "How pages and mails name the practice. Mails, and dates that you set, are in its time.";
pub(super) const TIME_ZONE_HINT: &str = "Type a city to find its zone, such as New_York.";

pub(super) const SIGN_IN: &str = "Sign-in and links";
pub(super) const SIGN_IN_ABOUT: &str = "What counts for everybody from their next request on. Links that were sent and \
     passwords that people have stay as they are.";
pub(super) const IDLE_HINT: &str =
    "5 to 60. Whoever does nothing for so long is signed out, and asked two minutes before.";
pub(super) const LENGTH_HINT: &str = "15 to 64 characters.";

pub(super) const EMAIL_DOMAINS: &str = "Email domains";
pub(super) const EMAIL_DOMAINS_ABOUT: &str =
    "Where new email addresses may be. Addresses that people have already stay theirs.";
pub(super) const ANY_DOMAIN: &str = "Any domain will do.";
pub(super) const ADD_DOMAIN: &str = "Another domain";
pub(super) const ADD_THIS_DOMAIN: &str = "Add this domain";
pub(super) const DOMAIN_HINT: &str = "What follows the @, such as example.com.";

pub(super) const OFFICES: &str = "Offices";
pub(super) const OFFICES_ABOUT: &str =
    "Where people work. Somebody can be restricted to theirs on their own page.";
pub(super) const NO_OFFICES: &str = "There is no office yet.";
pub(super) const OFFICE_NAME: &str = "Office name";
pub(super) const NEW_OFFICE: &str = "New office";
pub(super) const ADD_OFFICE: &str = "Add office";
pub(super) const NAME_IS_TAKEN: &str = "Choose another name: an open office has this one already.";
pub(super) const CLOSE_OFFICE: &str = "Close office";

pub(super) const PROVIDERS: &str = "Providers";
pub(super) const PROVIDERS_ABOUT: &str =
    "Who can be somebody's primary provider: active people with the role Provider.";
pub(super) const NO_PROVIDERS: &str = "Nobody is an active provider.";

/// A setting's label.
pub(super) const fn label(setting: Setting) -> &'static str {
    match setting {
        Setting::Name => "Practice name",
        Setting::TimeZone => "Time zone",
        Setting::LinkValidSeconds => "Links are valid for",
        Setting::IdleMinutes => "Idle timeout in minutes",
        Setting::MinPasswordLength => "Minimum password length",
        Setting::AllowedEmailDomains => "Allowed email domains",
    }
}

const fn title(section: Section) -> &'static str {
    match section {
        Section::General => GENERAL,
        Section::SignIn => SIGN_IN,
        Section::EmailDomains => EMAIL_DOMAINS,
    }
}

/// The name of the button that saves a section, which others of its kind have on them as well.
pub(super) fn save(section: Section) -> String {
    format!("{SAVE} {}", title(section))
}

/// The name of the button that puts a section back.
pub(super) fn discard(section: Section) -> String {
    format!("{DISCARD} changes in {}", title(section))
}

/// A time for which links are valid.
pub(super) fn span(seconds: u32) -> String {
    match (seconds / 3600, seconds % 3600) {
        (1, 0) => "1 hour".to_owned(),
        (hours, 0) => format!("{hours} hours"),
        _ => format!("{} minutes", seconds / 60),
    }
}

/// What somebody else made of a setting: "Practice name is now Birch Hill. You typed Elm Hill."
pub(super) fn changed_to(change: &Change) -> String {
    let shown = |value: &str| match (change.setting, value) {
        (Setting::LinkValidSeconds, seconds) => seconds.parse().map_or_else(|_| seconds.to_owned(), span),
        (Setting::AllowedEmailDomains, "") => "any".to_owned(),
        (Setting::AllowedEmailDomains, domains) => split(domains).join(", "),
        (_, value) => value.to_owned(),
    };
    let now = format!("{}: now {}.", label(change.setting), shown(&change.theirs));
    match &change.yours {
        Some(yours) => format!("{now} You have {}.", shown(yours)),
        None => now,
    }
}

/// The name of the button that takes a domain off the list.
pub(super) fn remove(domain: &str) -> String {
    format!("{REMOVE} {domain}")
}

/// The name of the button that lets an office be renamed.
pub(super) fn rename(office: &str) -> String {
    format!("{RENAME} {office}")
}

/// The name of the button that asks whether to close an office.
pub(super) fn close(office: &str) -> String {
    format!("{CLOSE} {office}")
}

/// How many people work in an office.
pub(super) fn people(count: u32) -> String {
    if count == 0 { "nobody works here".to_owned() } else { counted(count, "person", "people") }
}

/// Since when an office is closed.
pub(super) fn closed_at(time: &str) -> String {
    format!("closed {time}")
}

pub(super) fn close_title(office: &str) -> String {
    format!("Close {office}?")
}

/// What closing an office does.
pub(super) fn close_does(people: u32) -> String {
    let who = match people {
        0 => "Nobody works there.".to_owned(),
        1 => "1 person works there, and keeps it until they are given another office.".to_owned(),
        people => format!("{people} people work there, and keep it until they are given another office."),
    };
    format!("{who} Nobody can be given it any more, and it cannot be opened again.")
}

pub(super) fn added(office: &str) -> String {
    format!("{office} was added.")
}

pub(super) fn renamed(office: &str) -> String {
    format!("The office is called {office} now.")
}

pub(super) fn closed(office: &str) -> String {
    format!("{office} is closed.")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever closes an office knows for how many people that matters.
    #[test]
    fn closing_says_for_whom_it_matters() {
        assert!(close_does(0).starts_with("Nobody works there."));
        assert!(close_does(1).starts_with("1 person works"));
        assert!(close_does(7).starts_with("7 people work"));
    }

    /// A change of somebody else's is told in the words of the page.
    #[test]
    fn a_change_is_told_in_words() {
        let change = |setting, theirs: &str, yours: Option<&str>| {
            changed_to(&Change { setting, theirs: theirs.to_owned(), yours: yours.map(str::to_owned) })
        };
        assert_eq!(
            change(Setting::LinkValidSeconds, "3600", Some("86400")),
            "Links are valid for: now 1 hour. You have 24 hours."
        );
        assert_eq!(
            change(Setting::AllowedEmailDomains, "a.example\nb.example", None),
            "Allowed email domains: now a.example, b.example."
        );
        assert_eq!(change(Setting::AllowedEmailDomains, "", None), "Allowed email domains: now any.");
    }
}
