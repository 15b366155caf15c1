//! What the server answers.
//!
//! One operation, one file: `staff/reset_password.rs` has `reset_staff_password`, its part of the API's
//! description, and who may call it. [`router`] puts them together, and around them what is true of every
//! answer: an id, a log line, the security headers, errors as problems.
//!
//! # Adding an operation
//!
//! 1. Its request and answer in the contract, its path in `contract::paths`.
//! 2. A file in the folder of the thing that it acts upon, with a function under the operation's id. The first
//!    parameter says who may call it: `Anyone`, `SignedIn`, `Administrator`, `Auditor`, `PracticeManager`, or
//!    `FreshAdministrator` for what weighs so heavily that they must have entered their password a moment ago.
//! 3. `#[utoipa::path]` on it, and `refusals!` for all the problems that it may answer.
//! 4. If it changes anything: one write transaction, with the audit row in it; and a line in `refused_acts`, so
//!    that it stands under the same name in the record when it is refused.
//! 5. A line in its folder's `routes`, and one in the matrix of `tests/it/authority.rs`, which fails until then.

mod account;
mod account_freeze;
mod actor;
mod audit_events;
mod body;
mod bulk;
mod caller;
mod care_team_roles;
mod client;
mod csp_report;
mod document;
mod email_change;
mod headers;
mod idempotency;
mod import;
mod members;
mod notices;
mod offices;
mod openapi;
mod password_reset;
mod password_strength;
mod practice;
mod precondition;
mod providers;
mod rank;
mod refusal;
mod refused_acts;
mod request_id;
mod roles;
mod rounds;
mod session;
mod source;
mod staff;

pub use bulk::carry_out_next as carry_out_next_of_bulk;
pub use import::add_next as add_next_imported;
pub use staff::carry_out_due as carry_out_due_deactivations;

use crate::app_files::AppFiles;
use crate::context::Context;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::{Response, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state, map_request, map_response};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use refusal::Refusal;
use refused_acts::RefusedActs;
use request_id::RequestId;
use staffroom_contract::{ProblemCode, paths};
use std::any::Any;
use std::time::Duration;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::{DefaultOnResponse, TraceLayer};
use tracing::{Level, Span};
use utoipa::openapi::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// How long an answer may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Everything that the server answers: the API and the app.
pub fn router(context: Context, app: AppFiles) -> Router {
    router_with(context, app, Router::new())
}

/// Everything that the server answers, and `pages` besides.
pub fn router_with(context: Context, app: AppFiles, pages: Router) -> Router {
    let (operations, description) = operations().split_for_parts();
    let refused_acts = RefusedActs::new(context.clone(), &description);
    let routes = operations
        .layer(from_fn_with_state(refused_acts, refused_acts::record))
        .route(paths::OPENAPI, get(async move || Json(description.clone())))
        .route(document::HEALTH, get(document::health))
        .route(paths::CSP_REPORT, csp_report::route())
        .route(document::CHANGE_PASSWORD, get(document::change_password))
        .merge(pages.with_state(()))
        .method_not_allowed_fallback(async || Refusal::from(ProblemCode::MethodNotAllowed))
        .fallback(async move |State(context): State<Context>, request: Request| {
            document::respond(context, app.clone(), request).await
        })
        .layer(DefaultBodyLimit::max(body::BODY_MAX));
    with_what_is_true_of_every_answer(routes).with_state(context)
}

/// The API's description, as it is served at [`paths::OPENAPI`].
pub fn description() -> OpenApi {
    operations().into_openapi()
}

fn operations() -> OpenApiRouter<Context> {
    OpenApiRouter::with_openapi(openapi::foundation())
        .merge(session::routes())
        .merge(staff::routes())
        .merge(import::routes())
        .merge(bulk::routes())
        .merge(providers::routes())
        .merge(care_team_roles::routes())
        .merge(roles::routes())
        .merge(offices::routes())
        .merge(practice::routes())
        .merge(password_reset::routes())
        .merge(password_strength::routes())
        .merge(account::routes())
        .merge(account_freeze::routes())
        .merge(email_change::routes())
        .merge(audit_events::routes())
}

/// The outermost comes first. Whatever a request runs into, it has an id, a log line and our headers, and what
/// goes wrong inside becomes a problem.
fn with_what_is_true_of_every_answer(routes: Router<Context>) -> Router<Context> {
    let request_id = axum::http::HeaderName::from_static(request_id::HEADER);
    routes.layer(
        ServiceBuilder::new()
            .layer(map_request(async |request| request_id::forget_sent_id(request)))
            .layer(SetRequestIdLayer::new(request_id.clone(), request_id::RandomIds))
            .layer(
                TraceLayer::new_for_http()
                    .make_span_with(span)
                    .on_request(())
                    .on_response(DefaultOnResponse::new().level(Level::INFO))
                    .on_failure(()),
            )
            .layer(PropagateRequestIdLayer::new(request_id))
            .layer(map_response(headers::complete))
            .layer(from_fn(refusal::write_problems))
            .layer(CatchPanicLayer::custom(panicked))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIMEOUT)),
    )
}

/// What a log line says of its request: the template of its path, never the path itself, a query, a header or
/// a body, since people put names into a search and codes anywhere.
fn span<B>(request: &axum::http::Request<B>) -> Span {
    let path = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str);
    let id = RequestId::of(request.extensions()).map(RequestId::into_string);
    tracing::info_span!("request", method = %request.method(), path, id)
}

/// What a panic's message says may hold anything, so it goes no further than the panic's own report.
fn panicked(_: Box<dyn Any + Send>) -> Response<axum::body::Body> {
    Refusal::from(ProblemCode::Internal).into_response()
}
