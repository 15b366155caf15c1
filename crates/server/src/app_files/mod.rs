//! The app inside the server: its documents, with what is true of one response filled in, and its assets.
//!
//! `cargo xtask` puts the built app into `target/app`: `index.html` and `landing.html`, and the files that they
//! load, each beside its `.br` and `.gz` sibling. A release build carries that folder inside; a debug build reads it
//! from the disk when the server starts.
//!
//! What these answers say of themselves (type, caching, content security) is said here; the headers that every
//! answer of the server has are for `http` to add.

mod document;
mod encoding;

pub use document::SessionHint;

use crate::random::NoRandomness;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use document::Document;
use encoding::Encoding;
use sha2::{Digest, Sha256};
use staffroom_contract::paths::page;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

/// The app's document, by its name among the app's files.
const INDEX: &str = "index.html";
/// The document of the landing pages.
const LANDING: &str = "landing.html";

#[derive(rust_embed::RustEmbed)]
#[folder = "../../target/app"]
#[allow_missing = true]
struct Embedded;

/// Why there is no app to serve.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoApp {
    /// The folder was empty when the server was built.
    #[error("this server was built without the app; `cargo xtask dist` builds one with it")]
    NotBuilt,
    /// The document would be served with this left as it is.
    #[error("a document of the app has no {0}")]
    NoPlaceholder(&'static str),
}

/// The app's files, ready to be served. Cloning it is cheap.
#[derive(Clone)]
pub struct AppFiles(Arc<Files>);

struct Files {
    index: Document,
    landing: Document,
    not_found: HeaderValue,
    assets: BTreeMap<String, Asset>,
}

/// One file, in every encoding that there is of it.
struct Asset {
    content_type: &'static str,
    cache_control: &'static str,
    plain: Variant,
    packed: Vec<Variant>,
}

/// One file in one encoding.
struct Variant {
    encoding: Encoding,
    etag: HeaderValue,
    bytes: Cow<'static, [u8]>,
}

impl AppFiles {
    /// The app that this server was built with.
    ///
    /// # Errors
    /// [`NoApp`] if it was built without one.
    pub fn embedded() -> Result<Self, NoApp> {
        Self::from_entries(
            Embedded::iter()
                .filter_map(|name| Embedded::get(&name).map(|file| (name.into_owned(), file.data))),
        )
    }

    /// An app made of these files, each a name relative to the app's folder and its bytes.
    ///
    /// # Errors
    /// [`NoApp`] if a document is not among them.
    pub fn from_entries<N, B>(entries: impl IntoIterator<Item = (N, B)>) -> Result<Self, NoApp>
    where
        N: Into<String>,
        B: Into<Cow<'static, [u8]>>,
    {
        let mut files: BTreeMap<String, Cow<'static, [u8]>> =
            entries.into_iter().map(|(name, bytes)| (name.into(), bytes.into())).collect();
        let index = files.remove(INDEX).ok_or(NoApp::NotBuilt)?;
        let landing = files.remove(LANDING).ok_or(NoApp::NotBuilt)?;
        let mut variants = BTreeMap::<String, Vec<Variant>>::new();
        for (name, bytes) in files {
            let (name, encoding) = Encoding::of_file(&name);
            if ![INDEX, LANDING].contains(&name) {
                variants.entry(name.to_owned()).or_default().push(Variant::new(encoding, bytes));
            }
        }
        // A packed file without its original has no answer for a client that wants it plain.
        let assets = variants
            .into_iter()
            .filter_map(|(name, variants)| Asset::new(&name, variants).map(|asset| (name, asset)))
            .collect();
        Ok(Self(Arc::new(Files {
            index: Document::new(&index, &[document::SESSION, document::SHELL])?,
            landing: Document::new(&landing, &[])?,
            not_found: document::not_found_policy(),
            assets,
        })))
    }

    /// Answers a request for a page of the app at `path`. `session` says for whom the document is made: what it
    /// shows before the app runs, and whether the app asks for the session at all. The app reads the practice's name
    /// from the document as well; it may be empty where it is not known.
    ///
    /// # Errors
    /// If there are no random bytes for the nonce.
    pub fn document(
        &self,
        path: &str,
        session: SessionHint,
        practice_name: &str,
    ) -> Result<Response, NoRandomness> {
        let document = if page::is_landing(path) { &self.0.landing } else { &self.0.index };
        let (policy, html) = document.fill(path, session, practice_name)?;
        Ok((
            [
                (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (CONTENT_SECURITY_POLICY, policy),
            ],
            html,
        )
            .into_response())
    }

    /// Answers a request for a path that is nothing: a small page of its own, since the app does not know the
    /// path either.
    pub fn not_found(&self) -> Response {
        (
            StatusCode::NOT_FOUND,
            [
                (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
                (CACHE_CONTROL, HeaderValue::from_static("no-store")),
                (CONTENT_SECURITY_POLICY, self.0.not_found.clone()),
            ],
            document::NOT_FOUND,
        )
            .into_response()
    }

    /// Answers a request for `/assets/{name}` in the encoding that the client likes best, or says that the
    /// client's copy is still good.
    pub fn asset(&self, name: &str, headers: &HeaderMap) -> Response {
        let Some(asset) = self.0.assets.get(name) else {
            return (
                StatusCode::NOT_FOUND,
                [
                    (CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8")),
                    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
                ],
                "There is no such file.\n",
            )
                .into_response();
        };
        let best = encoding::best(headers, asset.packed.iter().map(|variant| variant.encoding));
        let variant = asset.packed.iter().find(|variant| variant.encoding == best).unwrap_or(&asset.plain);
        let mut response = if is_fresh(headers, &variant.etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let body = match &variant.bytes {
                Cow::Borrowed(bytes) => Body::from(*bytes),
                Cow::Owned(bytes) => Body::from(bytes.clone()),
            };
            let mut response = Response::new(body);
            let fields = response.headers_mut();
            fields.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
            if let Some(token) = variant.encoding.token() {
                fields.insert(CONTENT_ENCODING, HeaderValue::from_static(token));
            }
            response
        };
        let fields = response.headers_mut();
        fields.insert(ETAG, variant.etag.clone());
        fields.insert(CACHE_CONTROL, HeaderValue::from_static(asset.cache_control));
        fields.insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }
}

impl Asset {
    fn new(name: &str, variants: Vec<Variant>) -> Option<Self> {
        let (mut plain, packed): (Vec<_>, _) =
            variants.into_iter().partition(|variant| variant.encoding == Encoding::Identity);
        Some(Self {
            content_type: content_type(name),
            cache_control: if is_hashed(name) { "public, max-age=31536000, immutable" } else { "no-cache" },
            plain: plain.pop()?,
            packed,
        })
    }
}

impl Variant {
    fn new(encoding: Encoding, bytes: Cow<'static, [u8]>) -> Self {
        let mut etag = String::from("\"");
        for byte in &Sha256::digest(&bytes)[..16] {
            // Writing to a String does not fail.
            let _ = write!(etag, "{byte:02x}");
        }
        etag.push('"');
        Self {
            encoding,
            etag: HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\"")),
            bytes,
        }
    }
}

/// Whether the client has this already (RFC 9110, section 13.1.2).
fn is_fresh(headers: &HeaderMap, etag: &HeaderValue) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

/// Whether the name changes with the content: Trunk puts a number of 64 bits behind a `-` into it, in
/// hexadecimal digits and without leading zeros.
fn is_hashed(name: &str) -> bool {
    name.split(['/', '.', '_'])
        .filter_map(|part| part.rsplit_once('-'))
        .any(|(_, hash)| (10..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "gif" => "image/gif",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
