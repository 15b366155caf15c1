//! Every path that is no operation: the app's pages and files, and nothing else.

use super::practice::practice_of;
use super::refusal::{Refusal, is_api};
use super::session::{self, SessionCookie};
use crate::app_files::{AppFiles, SessionHint};
use crate::context::Context;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
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
    let asset = path.strip_prefix(ASSETS);
    if asset.is_none() && !page::is_page(path) {
        return Ok(app.not_found());
    }
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        let allow = [(header::ALLOW, "GET,HEAD")];
        return Ok((StatusCode::METHOD_NOT_ALLOWED, allow).into_response());
    }
    if let Some(name) = asset {
        return Ok(app.asset(name, request.headers()));
    }
    let headers = request.headers();
    let (has_session, practice_name) =
        tokio::join!(may_have_session(&context, headers), practice_name(&context));
    Ok(app.document(path, SessionHint::of(has_session, headers), &practice_name)?)
}

/// Whether the request comes with a session, as far as is known: the app has words for a database that fails, so it
/// may ask; no document would have none.
async fn may_have_session(context: &Context, headers: &HeaderMap) -> bool {
    match SessionCookie::of(headers) {
        Some(cookie) => !matches!(session::find(context, &cookie).await, Ok(None)),
        None => false,
    }
}

/// The practice's name; empty if the database fails, since the document comes all the same.
async fn practice_name(context: &Context) -> String {
    let practice = async { practice_of(&mut *context.store.read().await?).await };
    practice.await.map(|practice| practice.name).unwrap_or_default()
}

/// Leads to the page on which one changes one's password.
pub(super) async fn change_password() -> Redirect {
    Redirect::to(page::ACCOUNT)
}

/// Says that the server lives.
pub(super) async fn health() -> &'static str {
    "ok"
}
