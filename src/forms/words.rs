//! A sentence for each rule that can refuse a field: what to do, not what is wrong.

use super::Choices;
use staffroom_contract::{FieldProblem, FieldRule};

pub(super) const CODE: &str = "Code from the mail";
pub(super) const CONTINUE: &str = "Continue";
pub(super) const CANCEL: &str = "Cancel";
pub(super) const LEAVE_WITHOUT_SAVING: &str = "Leave without saving?";
pub(super) const LEAVE_LOSES: &str = "What you changed here is not saved.";
pub(super) const KEEP_EDITING: &str = "Keep editing";
pub(super) const LEAVE: &str = "Leave";
pub(super) const NOT_A_CODE: &str =
    "Copy the whole link or the whole code from the mail and paste it here. The code has 43 characters.";

pub(super) const NOTHING_FITS: &str = "Nothing fits. Type other words.";

/// What a search for something to choose has come to, for those who do not see the list.
pub(super) fn choices(choices: &Choices) -> String {
    match choices {
        Choices::Looking => String::new(),
        Choices::Found(found) if found.is_empty() => NOTHING_FITS.to_owned(),
        Choices::Found(found) if found.len() == 1 => "1 choice".to_owned(),
        Choices::Found(found) => format!("{} choices", found.len()),
        Choices::Failed(what_helps) => what_helps.clone(),
    }
}

/// What to do about a refused field. `label` is the field's label as it stands on the page.
pub fn sentence(label: &str, problem: &FieldProblem) -> String {
    let limit = problem.limit.unwrap_or_default();
    match problem.rule {
        FieldRule::Required => format!("Fill in {label}."),
        FieldRule::TooLong => format!("Use {limit} characters or fewer in {label}."),
        FieldRule::TooShort => format!("Use at least {limit} characters in {label}."),
        FieldRule::ControlCharacters => {
            format!("Type {label} by hand: what was pasted holds characters that cannot be shown.")
        }
        FieldRule::NotAnEmail => {
            "Enter an email address in the correct format, like name@example.com.".to_owned()
        }
        FieldRule::NotAPhone => {
            "Enter a phone number with 7 to 15 digits, like 111-222-3333 or +1 111 222 3333 x12.".to_owned()
        }
        FieldRule::NotAUsername => format!(
            "Begin {label} with a letter or digit and use only letters from a to z, digits and . _ - @ +."
        ),
        FieldRule::Taken => {
            let owner = problem.taken_by.as_deref().unwrap_or("somebody on the staff");
            format!("Choose another {label}: {owner} already has this one.")
        }
        FieldRule::NotAnIdentifier => format!("Enter an NPI with 10 digits or an NCSBN ID with 8 digits in {label}."),
        FieldRule::WrongCheckDigit => {
            format!("Check each digit of {label}: an NPI with these digits cannot exist.")
        }
        FieldRule::Unchanged => format!("Enter another {label}: this one is on file already."),
        FieldRule::NotAPin => "Enter four digits.".to_owned(),
        FieldRule::PinTooEasy => {
            "Choose other digits: these are among the first that are tried. Avoid runs, repeats and years.".to_owned()
        }
        FieldRule::NotAProvider => format!("Choose somebody in {label} who is an active provider."),
        FieldRule::NotADayToCome => "Choose a day after today, at most a year ahead.".to_owned(),
        FieldRule::NotAChoice => format!("Choose another value in {label}."),
        FieldRule::TooEasyToGuess => {
            "Choose a password that is harder to guess than a name that everybody here knows.".to_owned()
        }
        FieldRule::TooCommon => {
            "Choose another password: this one is among the first that are tried. A few words that do not belong \
             together make a good one."
                .to_owned()
        }
        FieldRule::WrongPassword => "Enter the password that you have now, and try again.".to_owned(),
        FieldRule::TooLow => format!("Enter {limit} or more in {label}."),
        FieldRule::TooHigh => format!("Enter {limit} or less in {label}."),
        FieldRule::TooMany => format!("Keep {label} to {limit} or fewer."),
        FieldRule::NotADomain => "Enter a domain like example.com.".to_owned(),
        FieldRule::DomainNotAllowed => {
            "Enter an address at one of the practice's own email domains.".to_owned()
        }
        FieldRule::Unknown | FieldRule::WrongType => {
            format!("{label} cannot be saved from this page. Reload the page and try again.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sentence names the field and the number that the rule has.
    #[test]
    fn a_sentence_names_the_field_and_its_limit() {
        let problem = FieldProblem::with_limit("first_name", FieldRule::TooLong, 100);
        assert_eq!(sentence("First Name", &problem), "Use 100 characters or fewer in First Name.");
        let problem = FieldProblem::new("username", FieldRule::Taken);
        assert!(sentence("Username", &problem).contains("Username"));
        let problem = FieldProblem::taken_by("username", "Camille Nurse".to_owned());
        assert_eq!(
            sentence("Username", &problem),
            "Choose another Username: Camille Nurse already has this one."
        );
    }

    /// Who has what somebody wants is named where it is known.
    #[test]
    fn whoever_has_it_is_named() {
        let problem = FieldProblem::taken_by("new_email", "Marcus Staff".to_owned());
        assert_eq!(
            sentence("New Email", &problem),
            "Choose another New Email: Marcus Staff already has this one."
        );
    }

    /// Every rule has a whole sentence, and none of them blames.
    #[test]
    fn every_rule_says_what_to_do() {
        for rule in [
            FieldRule::Required,
            FieldRule::TooLong,
            FieldRule::TooShort,
            FieldRule::ControlCharacters,
            FieldRule::NotAnEmail,
            FieldRule::NotAPhone,
            FieldRule::NotAUsername,
            FieldRule::Taken,
            FieldRule::Unchanged,
            FieldRule::NotAPin,
            FieldRule::PinTooEasy,
            FieldRule::NotAProvider,
            FieldRule::NotADayToCome,
            FieldRule::NotAChoice,
            FieldRule::NotAnIdentifier,
            FieldRule::WrongCheckDigit,
            FieldRule::TooEasyToGuess,
            FieldRule::TooCommon,
            FieldRule::WrongPassword,
            FieldRule::TooLow,
            FieldRule::TooHigh,
            FieldRule::TooMany,
            FieldRule::NotADomain,
            FieldRule::DomainNotAllowed,
            FieldRule::Unknown,
            FieldRule::WrongType,
        ] {
            let sentence = sentence("Username", &FieldProblem::new("username", rule));
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(!sentence.to_lowercase().contains("invalid"), "{sentence}");
        }
    }
}
