//! Networks by their addresses.

use ipnet::IpNet;
use std::net::IpAddr;

/// Why a text is no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not an address or network such as 127.0.0.1 or 10.0.0.0/24")]
pub struct NotANetwork;

/// A network as it is written with its prefix (RFC 4632), or one address alone.
///
/// # Errors
/// If `text` is neither.
pub fn network(text: &str) -> Result<IpNet, NotANetwork> {
    let text = text.trim();
    let alone = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse().or_else(|_| alone()).map_err(|_| NotANetwork)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_a_prefix_or_is_one_address() {
        for (text, written) in [
            ("127.0.0.1", "127.0.0.1/32"),
            ("10.0.0.0/24", "10.0.0.0/24"),
            ("::1", "::1/128"),
            (" fd00::/8", "fd00::/8"),
        ] {
            assert_eq!(network(text).unwrap().to_string(), written);
        }
        for text in ["", "localhost", "10.0.0.0/33", "10.0.0", "10.0.0.1:80"] {
            assert_eq!(network(text), Err(NotANetwork), "{text:?}");
        }
    }
}
