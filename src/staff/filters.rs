//! The filters by their names in an address, and what can be chosen of each. Plain Rust, and no words but those that
//! stand in an address.

use super::words::list_part as words;
use staffroom_contract::{LinkFilter, MailFilter, SecondFactorFilter, SignInFilter};

/// Filters by role, of which a practice has its own.
pub(super) const ROLE: &str = "role";
/// Filters by provider, whose names are the practice's own.
pub(super) const PROVIDER: &str = "primary_provider_id";
/// Filters by office, of which a practice has its own.
pub(super) const OFFICE: &str = "office";
/// Filters by second factor.
pub(super) const SECOND_FACTOR: &str = "second_factor";
/// Filters by the last sign-in.
pub(super) const SIGN_IN: &str = "sign_in";
/// Filters by the link that sets the password.
pub(super) const LINK: &str = "link";
/// Filters by what became of the mail.
pub(super) const MAIL: &str = "mail";

/// What can be chosen of a filter: its value in an address, and the words for it.
pub(super) fn options(filter: &str) -> Vec<(String, String)> {
    fn named<T: Copy>(
        all: &[T],
        name: fn(T) -> &'static str,
        words: fn(T) -> &'static str,
    ) -> Vec<(String, String)> {
        all.iter().map(|value| (name(*value).to_owned(), words(*value).to_owned())).collect()
    }
    match filter {
        SECOND_FACTOR => named(SecondFactorFilter::ALL, SecondFactorFilter::name, words::second_factor),
        SIGN_IN => named(SignInFilter::ALL, SignInFilter::name, words::sign_in),
        LINK => named(LinkFilter::ALL, LinkFilter::name, words::link),
        MAIL => named(MailFilter::ALL, MailFilter::name, words::mail),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::ListStaff;

    /// The server understands whatever can be chosen.
    #[test]
    fn each_option_can_be_asked_for() {
        for filter in [SECOND_FACTOR, SIGN_IN, LINK, MAIL] {
            let options = options(filter);
            assert!(!options.is_empty(), "{filter}");
            for (value, _) in options {
                let json = format!(r#"{{"{filter}":"{value}"}}"#);
                assert!(serde_json::from_str::<ListStaff>(&json).is_ok(), "{json}");
            }
        }
    }
}
