//! Mail by SMTP. Outside of this machine only encrypted, with a certificate that is checked.

use super::message::message;
use super::{OutgoingMail, SendError, Transport};
use async_trait::async_trait;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::net::IpAddr;
use std::time::Duration;
use url::Url;

/// How long a connection may take to stand.
const CONNECT: Duration = Duration::from_secs(10);
/// How long one mail may take in all. Shorter than the worker's lease, so that no other worker takes a mail
/// that is still under way.
const WHOLE: Duration = Duration::from_secs(40);

/// Why a text is no address of a mail server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtpUrl {
    /// It is no URL.
    #[error("it is not a URL such as smtp://mail.example.org:587")]
    NotAUrl,
    /// Its scheme is another one.
    #[error("it must begin with smtp:// or smtps://")]
    Scheme,
    /// It names no host.
    #[error("it names no host")]
    Host,
    /// It has a path, a query or a fragment.
    #[error("nothing may follow the host and port")]
    Tail,
    /// A user without a password, or a password without a user.
    #[error("it must name both user and password, or neither")]
    Credentials,
}

/// How the connection is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS before anything of the mail is sent, or nothing is sent.
    StartTls,
    /// None: the server is on this machine.
    Loopback,
}

/// A mail server, as configured. It has no `Debug`: it may hold a password.
#[derive(Clone)]
pub struct SmtpServer {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<(String, String)>,
}

impl SmtpServer {
    /// Reads `smtp://[user:password@]host[:port]` (port 587, STARTTLS) or `smtps://…` (port 465).
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, BadSmtpUrl> {
        let url = Url::parse(text).map_err(|_| BadSmtpUrl::NotAUrl)?;
        let (default_port, is_implicit) = match url.scheme() {
            "smtp" => (587, false),
            "smtps" => (465, true),
            _ => return Err(BadSmtpUrl::Scheme),
        };
        let host = url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let is_name = bare.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._".contains(&byte));
        if bare.is_empty() || !(is_name || bare.parse::<IpAddr>().is_ok()) {
            return Err(BadSmtpUrl::Host);
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return Err(BadSmtpUrl::Tail);
        }
        let credentials = match (url.username(), url.password()) {
            ("", None) => None,
            (user, Some(password)) if !user.is_empty() => Some((decoded(user), decoded(password))),
            _ => return Err(BadSmtpUrl::Credentials),
        };
        let security = match (is_implicit, is_loopback(bare)) {
            (true, _) => Security::Tls,
            (false, true) => Security::Loopback,
            (false, false) => Security::StartTls,
        };
        Ok(Self { host: bare.to_owned(), port: url.port().unwrap_or(default_port), security, credentials })
    }

    /// How connections to it are kept from being read.
    pub fn security(&self) -> Security {
        self.security
    }

    /// A transport that sends by it. Nothing is connected yet.
    ///
    /// # Errors
    /// If the machine has no certificates to check the server's by.
    pub fn transport(&self) -> Result<SmtpTransport, lettre::transport::smtp::Error> {
        let tls = match self.security {
            Security::Tls => Tls::Wrapper(TlsParameters::new(self.host.clone())?),
            Security::StartTls => Tls::Required(TlsParameters::new(self.host.clone())?),
            Security::Loopback => Tls::None,
        };
        // "Dangerous" is that it leaves the choice of TLS to us.
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&self.host)
            .port(self.port)
            .timeout(Some(CONNECT))
            .tls(tls);
        if let Some((user, password)) = &self.credentials {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(SmtpTransport { inner: builder.build(), whole: WHOLE })
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A user or password as meant: the URL holds it percent-encoded.
fn decoded(encoded: &str) -> String {
    percent_encoding::percent_decode_str(encoded).decode_utf8_lossy().into_owned()
}

/// Sends each mail over a connection of its own.
pub struct SmtpTransport {
    inner: AsyncSmtpTransport<Tokio1Executor>,
    whole: Duration,
}

impl SmtpTransport {
    /// The same, but a mail that takes longer than `whole` is taken back.
    #[must_use]
    pub fn with_patience(self, whole: Duration) -> Self {
        Self { whole, ..self }
    }
}

#[async_trait]
impl Transport for SmtpTransport {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        let message = message(mail).map_err(|_| SendError::Permanent("address"))?;
        // The library's own time limit ends with connecting.
        match tokio::time::timeout(self.whole, self.inner.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(class(&error)),
            Err(_) => Err(SendError::Temporary("timeout")),
        }
    }
}

fn class(error: &lettre::transport::smtp::Error) -> SendError {
    let code = error.status().map(u16::from);
    match code {
        // The server refuses us and not the mail (RFC 4954, section 6); the operator can mend that.
        Some(530 | 534 | 535 | 538) => SendError::Temporary("credentials"),
        Some(_) if error.is_permanent() => SendError::Permanent("rejected"),
        Some(_) => SendError::Temporary("deferred"),
        None if error.is_timeout() => SendError::Temporary("timeout"),
        None if error.is_tls() => SendError::Temporary("tls"),
        None if error.is_client() => SendError::Temporary("unsuitable_server"),
        None if error.is_response() => SendError::Temporary("unintelligible_server"),
        None => SendError::Temporary("unreachable"),
    }
}

#[cfg(test)]
mod tests;
