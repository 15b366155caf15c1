//! Which address a request comes from, as far as it can be believed.

use axum::http::{HeaderMap, HeaderValue};
use ipnet::IpNet;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// Where proxies write down whom they forward for; each adds the address that it was asked by at the end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Whoever is limited together: an IPv4 address, or the /64 that an IPv6 address is in, since whoever has one
/// address of it has them all (RFC 6177).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(IpAddr);

impl ClientAddress {
    /// That of a peer.
    pub fn of(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
            IpAddr::V4(address) => IpAddr::V4(address),
        })
    }

    /// The address; of an IPv6 network, its first.
    pub fn ip(self) -> IpAddr {
        self.0
    }
}

/// As it is written down; of an IPv6 address, the first of its /64.
impl fmt::Display for ClientAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The proxies that are believed when they say whom they forward for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

impl TrustedProxies {
    /// The proxies within these networks.
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self(networks)
    }

    /// Whether nobody is believed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where a request comes from that reached us from `peer`: from there, unless that is a proxy of ours. Then
    /// what the proxies wrote down is read backwards, up to the first address that is none of them. Further to
    /// the left stands what a client may have made up.
    pub fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        // By their bytes: a client may have put any in front of what the proxies wrote.
        let values = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::as_bytes);
        let hops: Vec<_> = values.flat_map(|value| value.split(|byte| *byte == b',')).collect();
        for hop in hops.into_iter().rev() {
            if !self.trust(client) {
                break;
            }
            let Some(before) = address_in(hop) else { break };
            client = before.to_canonical();
        }
        client
    }

    fn trust(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }
}

/// An address as proxies write it: some add the port, some the brackets.
fn address_in(hop: &[u8]) -> Option<IpAddr> {
    let hop = str::from_utf8(hop).ok()?.trim();
    let bare = hop.strip_prefix('[').and_then(|hop| hop.strip_suffix(']')).unwrap_or(hop);
    bare.parse().ok().or_else(|| Some(hop.parse::<SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    const PROXY: &str = "10.0.0.1";

    fn client(peer: &str, forwarded_for: &[&[u8]]) -> IpAddr {
        let networks = ["10.0.0.0/24", "fd00::/8", "127.0.0.1/32"];
        let proxies = TrustedProxies::new(networks.map(|network| network.parse().unwrap()).to_vec());
        let headers = forwarded_for
            .iter()
            .map(|value| (HeaderName::from_static(FORWARDED_FOR), HeaderValue::from_bytes(value).unwrap()))
            .collect();
        proxies.client(peer.parse().unwrap(), &headers)
    }

    /// Nobody makes up where they come from: only a proxy of ours is believed, and only its own last word.
    #[test]
    fn only_a_trusted_proxy_says_whom_it_forwards_for() {
        for (peer, forwarded_for, expected) in [
            ("203.0.113.9", vec!["198.51.100.7"], "203.0.113.9"),
            (PROXY, vec![], PROXY),
            (PROXY, vec!["198.51.100.7"], "198.51.100.7"),
            (PROXY, vec!["1.1.1.1, 198.51.100.7"], "198.51.100.7"),
            (PROXY, vec!["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
            (PROXY, vec!["1.1.1.1, 198.51.100.7,10.0.0.2"], "198.51.100.7"),
            (PROXY, vec!["10.0.0.3, 10.0.0.2"], "10.0.0.3"),
            (PROXY, vec!["198.51.100.7, unknown"], PROXY),
            (PROXY, vec!["198.51.100.7:4711"], "198.51.100.7"),
            ("::ffff:10.0.0.1", vec!["198.51.100.7"], "198.51.100.7"),
            ("fd00::1", vec!["[2001:db8::1]:4711"], "2001:db8::1"),
            ("fd00::1", vec!["[2001:db8::1]"], "2001:db8::1"),
        ] {
            let values: Vec<_> = forwarded_for.iter().map(|value| value.as_bytes()).collect();
            let expected: IpAddr = expected.parse().unwrap();
            assert_eq!(client(peer, &values), expected, "{forwarded_for:?}");
        }
    }

    /// Whoever puts nonsense in front of what the proxy writes is not taken for the proxy.
    #[test]
    fn bytes_of_any_kind_hide_nobody() {
        let expected: IpAddr = "198.51.100.7".parse().unwrap();
        for forwarded_for in [
            &[b"\xff, 198.51.100.7".as_slice()][..],
            &["müller, 198.51.100.7".as_bytes()],
            &[b"\x80", b"198.51.100.7"],
            &[b"\t198.51.100.7"],
        ] {
            assert_eq!(client(PROXY, forwarded_for), expected, "{forwarded_for:?}");
        }
    }

    /// Whoever has a /64 has as many IPv6 addresses as they like, and is one all the same.
    #[test]
    fn a_network_of_ipv6_addresses_is_one() {
        let of = |address: &str| ClientAddress::of(address.parse().unwrap());
        assert_eq!(of("2001:db8:0:1::1"), of("2001:db8:0:1:ffff:ffff:ffff:ffff"));
        assert_ne!(of("2001:db8:0:1::1"), of("2001:db8:0:2::1"));
        assert_eq!(of("::ffff:198.51.100.7"), of("198.51.100.7"));
        assert_ne!(of("198.51.100.7"), of("198.51.100.8"));
    }
}
