//! The cookie that a session is known by.
//!
//! `__Host-` makes browsers refuse it from a subdomain, over plain HTTP or for another path, so that nobody can
//! plant one. It has no `Max-Age`: it goes with the browser's own session.

use crate::http::refusal::Refusal;
use crate::link_code::digest;
use crate::random;
use axum::extract::OptionalFromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use staffroom_contract::{ProblemCode, Secret};
use std::convert::Infallible;

/// The cookie's name.
pub(in crate::http) const NAME: &str = "__Host-sid";

/// What browsers are told of it besides its value.
const ATTRIBUTES: &str = "Path=/; Secure; HttpOnly; SameSite=Strict";

/// The id of a session, open or not.
#[derive(Clone, Debug)]
pub(in crate::http) struct SessionCookie(Secret);

impl SessionCookie {
    /// A new one: 32 random bytes.
    pub(in crate::http) fn fresh() -> Result<Self, Refusal> {
        Ok(Self(Secret::new(URL_SAFE_NO_PAD.encode(random::bytes::<32>()?))))
    }

    /// The one that a request carries.
    pub(in crate::http) fn of(headers: &HeaderMap) -> Option<Self> {
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find_map(|(name, value)| (name == NAME).then(|| Self(Secret::new(value))))
    }

    /// What the database knows it by.
    pub(in crate::http) fn digest(&self) -> [u8; 32] {
        digest(self.0.expose())
    }

    /// The header that hands it to the browser.
    pub(in crate::http) fn set(&self) -> Result<HeaderValue, Refusal> {
        let mut value = HeaderValue::from_str(&format!("{NAME}={}; {ATTRIBUTES}", self.0.expose()))
            .map_err(|error| Refusal::failure(ProblemCode::Internal, error))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// The header that takes the cookie back.
pub(super) fn unset() -> [(header::HeaderName, String); 1] {
    [(header::SET_COOKIE, format!("{NAME}=; {ATTRIBUTES}; Max-Age=0"))]
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for SessionCookie {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(cookies: &[&'static str]) -> Option<String> {
        let headers = cookies.iter().map(|value| (header::COOKIE, HeaderValue::from_static(value))).collect();
        SessionCookie::of(&headers).map(|SessionCookie(value)| value.expose().to_owned())
    }

    /// The session's cookie is found among others, and only under its whole name.
    #[test]
    fn the_cookie_is_found_by_its_whole_name() {
        assert_eq!(found(&["theme=dark; __Host-sid=abc"]).as_deref(), Some("abc"));
        assert_eq!(found(&["theme=dark", "__Host-sid=abc=="]).as_deref(), Some("abc=="));
        assert_eq!(found(&["sid=abc; x__Host-sid=abc; __host-sid=abc"]), None);
        assert_eq!(found(&[]), None);
    }

    /// Scripts cannot read it, other sites cannot send it, and it lasts no longer than the browser's session.
    #[test]
    fn the_cookie_is_closed_to_everyone_else() {
        let header = SessionCookie(Secret::new("abc")).set().unwrap();
        assert!(header.is_sensitive());
        assert_eq!(header, "__Host-sid=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
    }

    #[test]
    fn a_fresh_cookie_is_like_no_other() {
        let (one, other) = (SessionCookie::fresh().unwrap(), SessionCookie::fresh().unwrap());
        assert_eq!(one.0.expose().len(), 43);
        assert_ne!(one.digest(), other.digest());
    }
}
