//! The practice's own settings.

use crate::field::{FieldProblem, FieldRule, name};
use crate::password::PASSWORD_MIN;
use crate::password_reset::ResetStaffPassword;
use crate::text::{check_domain, check_name, check_required, tidy};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// For how long somebody may be away before their session ends, in minutes.
pub const IDLE_MINUTES: RangeInclusive<u32> = 5..=60;

/// How long a practice may want the shortest password to be, in code points. Less than the least of them would not
/// do while a password alone lets somebody in (NIST SP 800-63B-4, section 3.1.1.2).
pub const MIN_PASSWORD_LENGTHS: RangeInclusive<u32> = PASSWORD_MIN..=64;

/// The most domains that a practice can name.
pub const DOMAINS_MAX: usize = 50;

/// What a practice decides for itself: the answer of `get_practice_settings`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PracticeSettings {
    /// Its name, as pages and mails show it.
    pub name: String,
    /// Its time zone, by its IANA name, such as `America/New_York`.
    pub time_zone: String,
    /// How long a link is valid that is sent now, in seconds.
    pub link_valid_seconds: u32,
    /// The domains that an address may have which somebody is given, in lower-case ASCII; empty if any will do.
    pub allowed_email_domains: Vec<String>,
    /// For how long somebody may be away before their session ends, in minutes.
    pub idle_minutes: u32,
    /// The shortest password that somebody may choose, in code points.
    pub min_password_length: u32,
    /// Counts the changes. Send it back as `If-Match: "3"` with an update.
    pub version: u64,
}

/// `update_practice_settings`: the members to change; those left out stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdatePracticeSettings {
    /// 1 to 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 100))]
    pub name: Option<String>,
    /// A time zone by its IANA name, such as `America/New_York`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(min_length = 1))]
    pub time_zone: Option<String>,
    /// 3600, 86400 or 259200: an hour, a day or three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_valid_seconds: Option<u32>,
    /// At most 50 domains such as `example.com`; those below them are domains of their own. Empty if any will do.
    /// Addresses that people have stay theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub allowed_email_domains: Option<Vec<String>>,
    /// 5 to 60.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 5, maximum = 60))]
    pub idle_minutes: Option<u32>,
    /// 15 to 64. Passwords that people have stay theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(minimum = 15, maximum = 64))]
    pub min_password_length: Option<u32>,
}

impl UpdatePracticeSettings {
    /// The update as it will be kept: without white space at the ends of its texts, each domain once and in lower
    /// case, in the order of the alphabet.
    #[must_use]
    pub fn tidied(self) -> Self {
        let domains = self.allowed_email_domains.map(|domains| {
            let mut domains: Vec<_> = domains.iter().map(|domain| tidy_domain(domain)).collect();
            domains.sort_unstable();
            domains.dedup();
            domains
        });
        Self {
            name: self.name.as_deref().map(tidy),
            time_zone: self.time_zone.as_deref().map(tidy),
            allowed_email_domains: domains,
            ..self
        }
    }

    /// Every field that is refused, in the order in which the page shows them; at most one problem each.
    ///
    /// Whether there is such a time zone is for the server to say.
    ///
    /// # Errors
    /// The refused fields, never empty.
    pub fn validate(&self) -> Result<(), Vec<FieldProblem>> {
        let required = |field, text: &Option<String>| {
            text.as_deref().and_then(|text| check_required(field, text).or_else(|| check_name(field, text)))
        };
        let number = |field, number: Option<u32>, range| number.and_then(|n| check_number(field, n, &range));
        let problems: Vec<_> = [
            required(name::NAME, &self.name),
            required(name::TIME_ZONE, &self.time_zone),
            self.link_valid_seconds.and_then(check_validity),
            number(name::IDLE_MINUTES, self.idle_minutes, IDLE_MINUTES),
            number(name::MIN_PASSWORD_LENGTH, self.min_password_length, MIN_PASSWORD_LENGTHS),
            self.allowed_email_domains.as_deref().and_then(check_domains),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// A domain as it is kept, whether it was typed as one or behind the `@` of an address.
pub fn tidy_domain(text: &str) -> String {
    let text = text.trim();
    text.rsplit_once('@').map_or(text, |(_, domain)| domain).to_lowercase()
}

/// Whether an address may be given to somebody in a practice that allows these domains: any, if it names none. A
/// domain allows no other one below it.
pub fn email_domain_is_allowed(email: &str, domains: &[String]) -> bool {
    let domain = email.rsplit_once('@').map_or("", |(_, domain)| domain);
    domains.is_empty() || domains.iter().any(|allowed| allowed.eq_ignore_ascii_case(domain))
}

fn check_validity(seconds: u32) -> Option<FieldProblem> {
    let is_choice = ResetStaffPassword::HOURS.iter().any(|hours| hours * 3600 == seconds);
    (!is_choice).then(|| FieldProblem::new(name::LINK_VALID_SECONDS, FieldRule::NotAChoice))
}

fn check_domains(domains: &[String]) -> Option<FieldProblem> {
    let too_many = (domains.len() > DOMAINS_MAX)
        .then(|| FieldProblem::with_limit(name::ALLOWED_EMAIL_DOMAINS, FieldRule::TooMany, 50));
    too_many.or_else(|| domains.iter().find_map(|domain| check_domain(name::ALLOWED_EMAIL_DOMAINS, domain)))
}

fn check_number(field: &str, number: u32, range: &RangeInclusive<u32>) -> Option<FieldProblem> {
    if number < *range.start() {
        Some(FieldProblem::with_limit(field, FieldRule::TooLow, *range.start()))
    } else if number > *range.end() {
        Some(FieldProblem::with_limit(field, FieldRule::TooHigh, *range.end()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(update: UpdatePracticeSettings) -> Vec<(String, FieldRule)> {
        let problems = update.tidied().validate().err().unwrap_or_default();
        problems.into_iter().map(|problem| (problem.field, problem.rule)).collect()
    }

    fn domains(domains: &[&str]) -> UpdatePracticeSettings {
        let domains = domains.iter().map(|&domain| domain.to_owned()).collect();
        UpdatePracticeSettings { allowed_email_domains: Some(domains), ..UpdatePracticeSettings::default() }
    }

    /// Only whoever has an address at one of the practice's domains, to the letter, has one that it allows.
    #[test]
    fn an_address_is_allowed_by_its_whole_domain() {
        let allowed = ["email.xyz".to_owned(), "clinic.example".to_owned()];
        for email in ["a@email.xyz", "a@EMAIL.xyz", "a@clinic.example"] {
            assert!(email_domain_is_allowed(email, &allowed), "{email}");
        }
        for email in ["a@mail.email.xyz", "a@notemail.xyz", "email.xyz", "email.xyz@a.example", ""] {
            assert!(!email_domain_is_allowed(email, &allowed), "{email}");
        }
        assert!(email_domain_is_allowed("a@anywhere.example", &[]));
    }

    /// Domains are kept once, however they were typed or pasted.
    #[test]
    fn domains_are_tidied() {
        let update = domains(&[" Email.XYZ ", "@clinic.example", "ann@email.xyz"]).tidied();
        assert_eq!(update.allowed_email_domains.as_deref().unwrap(), ["clinic.example", "email.xyz"]);
        assert!(update.validate().is_ok());
    }

    /// What no address could have behind its `@` is no domain, and a practice does not name all of them.
    #[test]
    fn what_is_no_domain_is_refused() {
        let field = name::ALLOWED_EMAIL_DOMAINS.to_owned();
        for domain in ["", "example", "exa mple.com", "-a.com", "a..com", "1.2.3.4", "*.com", "a@"] {
            assert_eq!(refused(domains(&[domain])), [(field.clone(), FieldRule::NotADomain)], "{domain}");
        }
        let many: Vec<_> = (0..51).map(|number| format!("d{number}.example")).collect();
        let many: Vec<_> = many.iter().map(String::as_str).collect();
        assert_eq!(refused(domains(&many)), [(field, FieldRule::TooMany)]);
        assert!(refused(domains(&many[1..])).is_empty());
    }

    /// Numbers stay within what is safe, and every refused field is named at once.
    #[test]
    fn settings_stay_within_their_bounds() {
        let update = |link_valid_seconds, idle_minutes, min_password_length| UpdatePracticeSettings {
            name: Some(" ".to_owned()),
            link_valid_seconds: Some(link_valid_seconds),
            idle_minutes: Some(idle_minutes),
            min_password_length: Some(min_password_length),
            ..UpdatePracticeSettings::default()
        };
        let rules = |update| refused(update).into_iter().map(|(_, rule)| rule).collect::<Vec<_>>();
        let (required, not_a_choice) = (FieldRule::Required, FieldRule::NotAChoice);
        let (too_low, too_high) = (FieldRule::TooLow, FieldRule::TooHigh);
        assert_eq!(rules(update(7200, 4, 14)), [required, not_a_choice, too_low, too_low]);
        assert_eq!(rules(update(0, 61, 65)), [required, not_a_choice, too_high, too_high]);
        assert_eq!(rules(update(3600, 5, 15)), [required]);
        assert_eq!(rules(update(259_200, 60, 64)), [required]);
    }
}
