//! Reads what a request carries, and refuses what cannot be read: 415, 413, 400 and 422, in this order.

use super::members::{self, JsonMembers};
use super::refusal::Refusal;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use staffroom_contract::{FieldProblem, FieldRule, ProblemCode};

/// The largest body that an operation takes, in bytes.
pub(super) const BODY_MAX: usize = 64 * 1024;

/// The largest body that an operation takes which needs no session, in bytes.
pub(super) const BODY_MAX_FOR_ANYONE: usize = 16 * 1024;

/// A JSON body.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonBody<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        if !is_json(request.headers()) {
            return Err(ProblemCode::NotJson.into());
        }
        let body = read_body(request, state).await?;
        parse(&body).map(Self)
    }
}

/// A JSON body that may be left out altogether or `null`, and then is what `{}` would be.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonBodyOrNothing<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBodyOrNothing<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let is_json = is_json(request.headers());
        let body = read_body(request, state).await?;
        match (&body[..], is_json) {
            (b"", _) | (b"null", true) => parse(b"{}").map(Self),
            (body, true) => parse(body).map(Self),
            (_, false) => Err(ProblemCode::NotJson.into()),
        }
    }
}

/// A body of comma-separated values: text in UTF-8, without the mark that a spreadsheet puts before it.
#[derive(Clone, Debug)]
pub(super) struct CsvBody(pub(super) String);

impl<S: Send + Sync> FromRequest<S> for CsvBody {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        if !is(request.headers(), "text/csv") {
            return Err(ProblemCode::NotCsv.into());
        }
        let body = read_body(request, state).await?;
        let text = String::from_utf8(body.into()).ok();
        // UTF-16 is full of zeros, and no text that somebody wrote holds one.
        Ok(Self(text.filter(|text| !text.contains('\0')).ok_or(ProblemCode::NotUtf8)?))
    }
}

/// The members of the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Query<T>(pub(super) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        Ok(Self(members::read_query(parts.uri.query().unwrap_or_default())?))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    is(headers, "application/json")
}

/// Whether the body is said to be of this type.
fn is(headers: &HeaderMap, media_type: &str) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = content_type.and_then(|value| value.split(';').next());
    essence.is_some_and(|essence| essence.trim().eq_ignore_ascii_case(media_type))
}

async fn read_body<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Refusal> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        let is_too_large = rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE;
        Refusal::from(if is_too_large { ProblemCode::TooLarge } else { ProblemCode::Malformed })
    })
}

fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let members: JsonMembers = serde_json::from_slice(body).map_err(|error| match error.classify() {
        Category::Data => Refusal::from(FieldProblem::new("", FieldRule::WrongType)),
        Category::Io | Category::Syntax | Category::Eof => ProblemCode::Malformed.into(),
    })?;
    Ok(members.read()?)
}
