//! The app's documents: templates, each filled for one response, with a policy that runs nothing else.

use super::NoApp;
use crate::random::{self, NoRandomness};
use askama::filters::{Html, escape};
use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use staffroom_contract::paths::{CSP_REPORT, page};

/// Stands wherever a script or a preload needs the response's nonce; Trunk writes it.
const NONCE: &str = "{{__TRUNK NONCE__}}";
/// Stands where the app reads whether to ask for the session.
pub(super) const SESSION: &str = "{{SESSION}}";
/// Stands where the app reads the practice's name, between the quotes of an attribute.
const PRACTICE: &str = "{{PRACTICE}}";
/// Stands where the style sheet reads which shell to draw before the app runs.
pub(super) const SHELL: &str = "{{SHELL}}";

/// Answers every path that is neither a page nor anything else.
pub(super) const NOT_FOUND: &str = include_str!("not_found.html");

/// What the document tells the app of its session, so that someone without one is not asked for it in vain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionHint {
    /// There is no session.
    None,
    /// There is one, or there might be: the app has to ask.
    Ask,
}

impl SessionHint {
    /// Judges by the request for the document. The session's cookie stays at home when a link on another site
    /// was followed, so then, and when the browser does not say where the request comes from, its absence
    /// means nothing.
    pub fn of(has_session: bool, headers: &HeaderMap) -> Self {
        let came_from = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
        match came_from {
            Some("none" | "same-origin" | "same-site") if !has_session => Self::None,
            _ => Self::Ask,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ask => "ask",
        }
    }
}

/// A document with its gaps.
pub(super) struct Document(String);

impl Document {
    /// The document that has a place for a nonce, one for the practice's name, and these gaps besides.
    pub(super) fn new(html: &[u8], gaps: &[&'static str]) -> Result<Self, NoApp> {
        let html = String::from_utf8_lossy(html).into_owned();
        for placeholder in gaps.iter().copied().chain([NONCE, PRACTICE]) {
            if !html.contains(placeholder) {
                return Err(NoApp::NoPlaceholder(placeholder));
            }
        }
        Ok(Self(html))
    }

    /// The policy and the text of one response. Of what is filled in, words of ours and base64 need no escaping. The
    /// practice's name does, and comes last, so that nothing in it is taken for a gap.
    pub(super) fn fill(
        &self,
        path: &str,
        session: SessionHint,
        practice_name: &str,
    ) -> Result<(HeaderValue, String), NoRandomness> {
        let nonce = STANDARD.encode(random::bytes::<16>()?);
        let shell = match path {
            _ if page::is_for_anyone(path) || session == SessionHint::None => "card",
            page::AUDIT_LOG => "audit-log",
            page::ACCOUNT => "account",
            page::PRACTICE => "practice",
            _ => "frame",
        };
        let Ok(practice_name) = escape(practice_name, Html);
        let html = self
            .0
            .replace(NONCE, &nonce)
            .replace(SESSION, session.word())
            .replace(SHELL, shell)
            .replace(PRACTICE, &practice_name.to_string());
        let policy = format!(
            "default-src 'none'; script-src 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
             object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
             report-uri {CSP_REPORT}"
        );
        Ok((header(&policy), html))
    }
}

/// The policy of [`NOT_FOUND`]: its own style, by its hash, and nothing else.
pub(super) fn not_found_policy() -> HeaderValue {
    let style = NOT_FOUND
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"))
        .map_or("", |(style, _)| style);
    let hash = STANDARD.encode(Sha256::digest(style));
    header(&format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    ))
}

/// A policy that could not be a header forbids everything.
fn header(policy: &str) -> HeaderValue {
    HeaderValue::from_str(policy).unwrap_or(HeaderValue::from_static("default-src 'none'; sandbox"))
}
