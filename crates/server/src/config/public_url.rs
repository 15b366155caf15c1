//! Where people reach the app.

use super::is_loopback;
use std::fmt;
use std::net::SocketAddr;
use std::str::FromStr;
use url::Url;

/// The origin of the app as people reach it: what every link in a mail begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(Url);

/// Why a text is no public URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPublicUrl {
    /// It has another scheme, or none.
    #[error("it must begin with https:// (or with http:// if the host is this machine)")]
    Scheme,
    /// It is plain HTTP to another machine.
    #[error("it must begin with https://, since its host is not this machine")]
    NotEncrypted,
    /// It names no host.
    #[error("it names no host")]
    Host,
    /// It names a user or password.
    #[error("it must not name a user or password")]
    Credentials,
    /// Something follows host and port.
    #[error("nothing may follow the host and port")]
    Tail,
}

impl PublicUrl {
    /// The URL of a server that listens here, for people on this machine.
    pub fn local(listening_on: SocketAddr) -> Self {
        let mut url = Self::default();
        // An http:// URL takes any port.
        let _ = url.0.set_port(Some(listening_on.port()));
        url
    }

    /// The URL itself.
    pub fn into_url(self) -> Url {
        self.0
    }
}

/// `http://localhost:8080`, where a server listens that is told nothing else.
impl Default for PublicUrl {
    #[expect(clippy::expect_used, reason = "a constant, and a test reads it")]
    fn default() -> Self {
        Self("http://localhost:8080".parse().expect("a URL"))
    }
}

impl FromStr for PublicUrl {
    type Err = BadPublicUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = Url::parse(text).map_err(|error| match error {
            url::ParseError::RelativeUrlWithoutBase => BadPublicUrl::Scheme,
            _ => BadPublicUrl::Host,
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(BadPublicUrl::Scheme);
        }
        let host = url.host().ok_or(BadPublicUrl::Host)?;
        if url.scheme() == "http" && !is_loopback(&host) {
            return Err(BadPublicUrl::NotEncrypted);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadPublicUrl::Credentials);
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(BadPublicUrl::Tail);
        }
        Ok(Self(url))
    }
}

/// Without the `/` at the end, as people write it.
impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A link goes out encrypted or stays on this machine.
    #[test]
    fn a_public_url_is_https_or_local() {
        for (text, url) in [
            ("https://staff.example.org", "https://staff.example.org"),
            ("https://staff.example.org:8443/", "https://staff.example.org:8443"),
            ("https://STAFF.example.org", "https://staff.example.org"),
            ("http://localhost:8080", "http://localhost:8080"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
        ] {
            let parsed = text.parse::<PublicUrl>();
            assert_eq!(parsed.map(|url| url.to_string()).as_deref(), Ok(url), "{text}");
        }
        for (text, error) in [
            ("", BadPublicUrl::Scheme),
            ("staff.example.org", BadPublicUrl::Scheme),
            ("localhost:8080", BadPublicUrl::Scheme),
            ("ftp://staff.example.org", BadPublicUrl::Scheme),
            ("https://", BadPublicUrl::Host),
            ("https://exa mple.org", BadPublicUrl::Host),
            ("http://staff.example.org", BadPublicUrl::NotEncrypted),
            ("http://192.0.2.1:8080", BadPublicUrl::NotEncrypted),
            ("http://localhost.example.org", BadPublicUrl::NotEncrypted),
            ("https://user:secret@staff.example.org", BadPublicUrl::Credentials),
            ("https://staff.example.org/app", BadPublicUrl::Tail),
            ("https://staff.example.org?x", BadPublicUrl::Tail),
            ("https://staff.example.org/#x", BadPublicUrl::Tail),
        ] {
            assert_eq!(text.parse::<PublicUrl>(), Err(error), "{text}");
        }
    }

    #[test]
    fn a_local_server_is_reached_as_localhost() {
        assert_eq!(PublicUrl::default().to_string(), "http://localhost:8080");
        for address in ["127.0.0.1:18300", "[::1]:18300", "0.0.0.0:18300"] {
            let url = PublicUrl::local(address.parse().unwrap());
            assert_eq!(url.to_string(), "http://localhost:18300");
        }
    }
}
