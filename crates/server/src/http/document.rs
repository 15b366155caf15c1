//! Every path that is no operation: the app's pages and files, and nothing else.

use super::refusal::{Refusal, is_api};
use super::session::{self, SessionCookie};
use crate::app_files::{AppFiles, SessionHint};
use crate::context::Context;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use staffroom_contract::ProblemCode;
use staffroom_contract::paths::page;

/// Where password managers look for the page on which one changes one's password
/// (W3C, A Well-Known URL for Changing Passwords).
pub(super) const CHANGE_PASSWORD: &str = "/.well-known/change-password";

/// Where a proxy or a watchdog asks whether the server lives.
pub(super) const HEALTH: &str = "/healthz";

const ASSETS: &str = "/assets/";

/// Answers what no route answers.
pub(super) async fn respond(context: Context, app: AppFiles, request: Request) -> Result<Response, Refusal> {
    let path = request.uri().path();
    if is_api(path) {
        return Err(ProblemCode::NotFound.into());
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let allow = [(header::ALLOW, "GET,HEAD")];
        return Ok((StatusCode::METHOD_NOT_ALLOWED, allow).into_response());
    }
    if let Some(name) = path.strip_prefix(ASSETS) {
        return Ok(app.asset(name, request.headers()));
    }
    if !page::is_page(path) {
        return Ok(app.not_found());
    }
    let has_session = match SessionCookie::of(request.headers()) {
        // The app has words for a database that fails, so it may ask; no document would have none.
        Some(cookie) => !matches!(session::find(&context, &cookie).await, Ok(None)),
        None => false,
    };
    Ok(app.document(path, SessionHint::of(has_session, request.headers()))?)
}

/// There is no page for one's own account yet, so that this leads to where everyone starts.
pub(super) async fn change_password() -> Redirect {
    Redirect::to(page::HOME)
}

/// Says that the server lives.
pub(super) async fn health() -> &'static str {
    "ok"
}
