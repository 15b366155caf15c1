//! Where an act came from.

use staffroom_store::KeptSource;
use std::net::IpAddr;

/// The longest name of a client that is kept, in characters.
const USER_AGENT_MAX: usize = 200;

/// The request that an act was done by, and where that came from, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The client's address.
    pub address: Option<IpAddr>,
    /// What the client calls itself; see [`Source::user_agent`].
    pub user_agent: Option<String>,
    /// The request's id.
    pub request_id: Option<String>,
}

impl Source {
    /// The same, to be kept with what goes on once the request is answered.
    pub fn kept(&self) -> KeptSource {
        KeptSource {
            address: self.address.map(|address| address.to_string()),
            user_agent: self.user_agent.clone(),
            request_id: self.request_id.clone(),
        }
    }

    /// What a client calls itself, as it is kept: cut off where it gets long, and without control characters.
    pub fn user_agent(header: &[u8]) -> String {
        let text = String::from_utf8_lossy(header);
        text.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX).collect()
    }
}

impl From<&KeptSource> for Source {
    fn from(kept: &KeptSource) -> Self {
        Self {
            address: kept.address.as_ref().and_then(|address| address.parse().ok()),
            user_agent: kept.user_agent.clone(),
            request_id: kept.request_id.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A client can call itself whatever it likes, but not end a line or fill the disk.
    #[test]
    fn a_user_agent_is_kept_short_and_plain() {
        assert_eq!(Source::user_agent(b"Mozilla/5.0\t(X11)"), "Mozilla/5.0(X11)");
        assert_eq!(Source::user_agent("é".repeat(300).as_bytes()), "é".repeat(200));
        assert_eq!(Source::user_agent(b"\xff"), "\u{fffd}");
    }
}
