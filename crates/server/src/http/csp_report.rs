//! Where browsers report that a page did what its policy forbids: a mistake of ours, or somebody else's script.
//!
//! Anybody can report anything. So a report is a line in the log and nothing else, of which only so many are written,
//! and only words of ours and places stand in it: no query, no fragment, nobody's id.

use super::refusal::Refusal;
use crate::context::Context;
use crate::limits::ClientAddress;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, post};
use serde::Deserialize;
use staffroom_contract::ProblemCode;
use std::net::{IpAddr, Ipv4Addr};
use url::Url;

/// The largest report that is read, in bytes.
const REPORT_MAX: usize = 8 * 1024;

/// What browsers call a report (W3C, Content Security Policy Level 3, section 5.3). A form cannot send it.
const MEDIA_TYPE: &str = "application/csp-report";

/// The longest word that is written down, in characters.
const WORD_MAX: usize = 80;

/// What is reported, as far as it is of use.
#[derive(Deserialize)]
struct Report {
    #[serde(rename = "csp-report")]
    violation: Violation,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", default)]
#[derive(Default)]
struct Violation {
    document_uri: String,
    effective_directive: String,
    violated_directive: String,
    blocked_uri: String,
    source_file: String,
    line_number: u32,
}

/// Takes reports.
pub(super) fn route() -> MethodRouter<Context> {
    post(report).layer(DefaultBodyLimit::max(REPORT_MAX))
}

async fn report(State(context): State<Context>, request: Request) -> Result<StatusCode, Refusal> {
    // All share one limit: what it bounds is the log.
    let everybody = ClientAddress::of(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    context.limits.csp_reports.take(everybody, context.clock.now())?;
    let media_type = request.headers().get(header::CONTENT_TYPE).map(|value| value.as_bytes().to_owned());
    if !media_type.is_some_and(|media_type| media_type.starts_with(MEDIA_TYPE.as_bytes())) {
        return Err(ProblemCode::NotJson.into());
    }
    let body = Bytes::from_request(request, &()).await.map_err(|rejection| {
        let is_too_large = rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
        if is_too_large { ProblemCode::TooLarge } else { ProblemCode::Malformed }
    })?;
    let Ok(Report { violation }) = serde_json::from_slice(&body) else {
        return Err(ProblemCode::Malformed.into());
    };
    let directive = match violation.effective_directive.as_str() {
        "" => &violation.violated_directive,
        directive => directive,
    };
    tracing::warn!(
        directive = word(directive),
        page = place(&violation.document_uri, &context.public_url),
        blocked = place(&violation.blocked_uri, &context.public_url),
        source = place(&violation.source_file, &context.public_url),
        line = violation.line_number,
        "a page did what its policy forbids"
    );
    Ok(StatusCode::NO_CONTENT)
}

/// A name of the policy's language, such as `script-src-elem` or `inline`.
fn word(text: &str) -> &str {
    let is_word = text.len() <= WORD_MAX && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if is_word { text } else { "other" }
}

/// Where something is, as far as that names nobody: the kind of page, the file of the app, or another site.
fn place(text: &str, public_url: &Url) -> String {
    let place = match Url::parse(text) {
        Err(_) => word(text).to_owned(),
        Ok(url) if !url.has_host() => format!("{}:", url.scheme()),
        Ok(url) if url.origin() != public_url.origin() => url.origin().ascii_serialization(),
        Ok(url) => {
            let depth = if url.path().starts_with("/assets/") { 3 } else { 2 };
            url.path().split('/').take(depth).collect::<Vec<_>>().join("/")
        }
    };
    place.chars().take(WORD_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A place is told without anything that may name a person or open an account.
    #[test]
    fn a_place_names_nobody() {
        let public_url = Url::parse("https://staff.example.org").unwrap();
        for (text, told) in [
            ("https://staff.example.org/staff/camille?search=nurse#code", "/staff"),
            ("https://staff.example.org/reset-password#code", "/reset-password"),
            ("https://staff.example.org/assets/app-0123.js?x", "/assets/app-0123.js"),
            ("https://evil.example:8443/camille?nurse", "https://evil.example:8443"),
            ("https://user:secret@evil.example/", "https://evil.example"),
            ("data:text/plain,camille", "data:"),
            ("inline", "inline"),
            ("", ""),
            ("Camille Nurse", "other"),
        ] {
            assert_eq!(place(text, &public_url), told, "{text}");
        }
        assert_eq!(place(&format!("https://{}.example", "a".repeat(200)), &public_url).len(), WORD_MAX);
    }
}
