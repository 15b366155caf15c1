//! Versions of a person as entity tags: `ETag: "3"` with an answer, `If-Match: "3"` with a change
//! (RFC 9110, section 13.1.1).

use super::refusal::Refusal;
use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use staffroom_contract::ProblemCode;
use std::convert::Infallible;

/// `If-Match` as it was sent. It is judged after the body, so that somebody whose fields are refused learns of
/// them first.
#[derive(Clone, Debug)]
pub(super) struct IfMatch(Vec<String>);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let values = parts.headers.get_all(header::IF_MATCH).iter();
        Ok(Self(values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect()))
    }
}

impl IfMatch {
    /// The versions that the change was made for.
    ///
    /// `*` names none: it would overwrite whatever somebody else has just saved.
    pub(super) fn versions(&self) -> Result<Versions, Refusal> {
        let tags: Vec<&str> = self.0.iter().flat_map(|value| value.split(',')).map(str::trim).collect();
        if tags.is_empty() || tags == ["*"] {
            return Err(ProblemCode::VersionRequired.into());
        }
        if tags.iter().copied().all(is_tag) {
            Ok(Versions(tags.into_iter().map(str::to_owned).collect()))
        } else {
            Err(ProblemCode::Malformed.into())
        }
    }
}

/// The tags of the versions that a change may be made to. One that the server never gave out, or a weak one, is
/// like no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Versions(Vec<String>);

impl Versions {
    /// Refuses a change that was made for another version than the one that there is.
    pub(super) fn check(&self, version: u64) -> Result<(), Refusal> {
        if self.0.contains(&tag(version)) { Ok(()) } else { Err(ProblemCode::StaleVersion.into()) }
    }
}

fn tag(version: u64) -> String {
    format!("\"{version}\"")
}

fn is_tag(text: &str) -> bool {
    let opaque =
        text.strip_prefix("W/").unwrap_or(text).strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
    opaque.is_some_and(|opaque| opaque.bytes().all(|byte| byte > b' ' && byte != b'"' && byte != 0x7f))
}

/// An answer together with the version that it shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Versioned<T> {
    /// The version.
    pub(super) version: u64,
    /// The answer.
    pub(super) body: T,
}

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        ([(header::ETAG, tag(self.version))], Json(self.body)).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(header: &[&str], version: u64) -> Result<(), Refusal> {
        let header = IfMatch(header.iter().map(|&value| value.to_owned()).collect());
        header.versions()?.check(version)
    }

    fn refused(header: &[&str]) -> ProblemCode {
        fits(header, 3).unwrap_err().code
    }

    /// A change says which version it was made for, in the form in which the server gave it out.
    #[test]
    fn a_version_is_a_strong_tag() {
        assert!(fits(&["\"3\""], 3).is_ok());
        assert!(fits(&["\"3\", \"4\"", "\"5\""], 5).is_ok());
        for tag in ["\"4\"", "W/\"3\"", "\"03\"", "\"+3\"", "\"abc\"", "\"\""] {
            assert_eq!(refused(&[tag]), ProblemCode::StaleVersion, "{tag}");
        }
    }

    /// Who does not say which version they have seen would overwrite whatever somebody else has just saved.
    #[test]
    fn a_version_is_required() {
        assert_eq!(refused(&[]), ProblemCode::VersionRequired);
        assert_eq!(refused(&["*"]), ProblemCode::VersionRequired);
    }

    #[test]
    fn what_is_no_tag_cannot_be_read() {
        for header in ["3", "\"3", "\"", "", "\"3\" \"4\"", "W/3", "\"a b\""] {
            assert_eq!(refused(&[header]), ProblemCode::Malformed, "{header}");
        }
    }
}
