//! The only place that fetches. Each operation is a function under its own name, typed by the contract.
//!
//! It knows nothing of Leptos: it is asked, it answers. Who reacts to an answer, and how, is the callers'
//! matter.

mod account;
mod account_freeze;
mod audit_events;
mod bulk;
mod email_change;
mod imports;
mod json;
mod other_tabs;
mod password_reset;
mod password_strength;
mod patience;
mod practice;
mod reader;
mod roles;
mod session;
mod staff;
mod staff_settings;
mod turns;

pub use account::{
    change_own_password, end_other_sessions, end_own_session, list_own_events, list_own_sessions,
};
pub use account_freeze::freeze_account;
pub use audit_events::{export_audit_events, list_audit_events};
pub use bulk::{
    export_bulk_results, get_bulk, list_bulk, list_bulk_results, preview_bulk, retry_bulk, start_bulk,
    stop_bulk,
};
pub use email_change::{
    cancel_email_change, change_own_email, change_staff_email, confirm_email_change, get_own_email,
    object_to_email_change, send_email_change_again,
};
pub use imports::{
    check_import, confirm_import, discard_import, export_import_results, get_import, list_import_rows,
    list_imports,
};
pub use password_reset::{complete_password_reset, inspect_password_reset, request_password_reset};
pub use password_strength::estimate_password_strength;
pub use practice::{
    add_office, close_office, get_practice_settings, list_offices, rename_office, restrict_staff_offices,
    update_practice_settings,
};
pub use roles::{
    change_staff_permissions, change_staff_role, create_role, list_roles, retire_role, update_role,
};
pub use session::{get_session, reauthenticate, sign_in, sign_out};
pub use staff::{
    Reading, cancel_staff_deactivation, create_staff, deactivate_staff, export_staff, get_staff,
    get_staff_deactivation, get_staff_overview, list_care_team_roles, list_providers, list_staff,
    reactivate_staff, reset_staff_password, revoke_staff_invitation, revoke_staff_password_reset,
    send_staff_invitation, undo_staff_deactivation, update_staff,
};

pub use staff_settings::{change_staff_settings, reveal_staff_pin, set_staff_pin};

use gloo_net::http::{Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use staffroom_contract::{IDEMPOTENCY_KEY, Problem, ProblemCode, Secret};
use std::fmt;
use web_sys::AbortSignal;

/// How long an answer may take before it counts as none, in milliseconds. The server gives up after 30
/// seconds by itself, so that whatever is slower is a network that swallowed the answer.
const TIMEOUT_MS: u32 = 35_000;

/// Why there is no answer to work with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ApiError {
    /// Nothing came back: no network, no server, or not in time.
    Network,
    /// Nobody is signed in, or no longer.
    SignedOut,
    /// The server says no, and why.
    Problem(Problem),
    /// Something came back that is not an answer of this API: another version of the server, a proxy's page.
    Garbled,
}

impl ApiError {
    /// The server's reason, if it gave one.
    pub fn code(&self) -> Option<ProblemCode> {
        match self {
            Self::Problem(problem) => Some(problem.code),
            Self::SignedOut => Some(ProblemCode::SignedOut),
            Self::Network | Self::Garbled => None,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Network => f.write_str("no answer"),
            Self::SignedOut => f.write_str(ProblemCode::SignedOut.title()),
            Self::Problem(problem) => f.write_str(&problem.title),
            Self::Garbled => f.write_str("not an answer of this API"),
        }
    }
}

impl std::error::Error for ApiError {}

/// The answer of every operation.
pub type Result<T, E = ApiError> = std::result::Result<T, E>;

/// One intent of a person: all tries to carry it out share this key, so that it has one effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// A key for a new intent.
    ///
    /// It need not be secret, only never the same twice for one person, so that a browser without
    /// `crypto.randomUUID` (any page that is not served securely) can do with the clock and `Math.random`.
    pub fn fresh() -> Self {
        let random = js_sys::Math::random().to_bits();
        Self(format!("{:x}-{random:x}", js_sys::Date::now().to_bits()))
    }
}

async fn send<T: DeserializeOwned>(request: RequestBuilder) -> Result<T> {
    receive(answer(timed(request).send().await).await?).await
}

async fn send_json<B: Serialize, T: DeserializeOwned>(request: RequestBuilder, body: &B) -> Result<T> {
    receive(answer(json(request, body)?.send().await).await?).await
}

async fn send_for_nothing(request: RequestBuilder) -> Result<()> {
    answer(timed(request).send().await).await.map(|_| ())
}

async fn send_json_for_nothing<B: Serialize>(request: RequestBuilder, body: &B) -> Result<()> {
    answer(json(request, body)?.send().await).await.map(|_| ())
}

/// Sends the code of a link to an operation that takes nothing else. One function for all of them: whoever comes from a
/// link loads nothing twice.
async fn send_code(path: &'static str, code: Secret) -> Result<()> {
    #[derive(Serialize)]
    struct Body {
        code: Secret,
    }
    send_json_for_nothing(Request::post(path), &Body { code }).await
}

fn timed(request: RequestBuilder) -> RequestBuilder {
    request.abort_signal(Some(&AbortSignal::timeout_with_u32(TIMEOUT_MS)))
}

fn json<B: Serialize>(request: RequestBuilder, body: &B) -> Result<Request> {
    let body = json::written(body).ok_or(ApiError::Garbled)?;
    timed(request).header("content-type", "application/json").body(body).map_err(|_| ApiError::Garbled)
}

fn with_key(request: RequestBuilder, key: &IdempotencyKey) -> RequestBuilder {
    request.header(IDEMPOTENCY_KEY, &key.0)
}

async fn answer(sent: std::result::Result<Response, gloo_net::Error>) -> Result<Response> {
    let response = sent.map_err(|_| ApiError::Network)?;
    if response.ok() {
        return Ok(response);
    }
    let problem: Problem = receive(response).await?;
    Err(if problem.code == ProblemCode::SignedOut { ApiError::SignedOut } else { ApiError::Problem(problem) })
}

async fn receive<T: DeserializeOwned>(response: Response) -> Result<T> {
    let text = response.text().await.map_err(|_| ApiError::Network)?;
    json::read(&text).ok_or(ApiError::Garbled)
}
