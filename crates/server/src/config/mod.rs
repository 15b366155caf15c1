//! What the operator may set, checked before anything listens. Each mistake is one line that says what to mend.

mod database;
mod folder;
mod listen;
mod network;
mod public_url;

pub use database::DatabaseUrl;
pub use folder::{BadFolder, DataFolder};
pub use listen::Listen;
pub use network::network;
pub use public_url::PublicUrl;

use lettre::Address;
use staffroom_contract::text::check_email;
use std::str::FromStr;

/// The address that mail comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFrom(pub Address);

/// Why a text is no address for mail to come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not an email address such as no-reply@example.org")]
pub struct NotAnAddress;

impl FromStr for MailFrom {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.is_empty() || check_email("", text).is_some() {
            return Err(NotAnAddress);
        }
        text.parse().map(Self).map_err(|_| NotAnAddress)
    }
}

/// Whether connections to this host never leave the machine.
fn is_loopback(host: &url::Host<&str>) -> bool {
    match host {
        url::Host::Domain(name) => *name == "localhost" || name.ends_with(".localhost"),
        url::Host::Ipv4(ip) => ip.is_loopback(),
        url::Host::Ipv6(ip) => ip.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_comes_from_an_address() {
        assert!("no-reply@example.org".parse::<MailFrom>().is_ok());
        for text in ["", "none", "Staffroom <a@example.org>", "a@b", "a@example.org\n"] {
            assert_eq!(text.parse::<MailFrom>(), Err(NotAnAddress), "{text:?}");
        }
    }
}
