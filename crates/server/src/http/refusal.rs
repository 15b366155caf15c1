//! Refusals and failures: what a handler returns instead of an answer, and how it is written out.
//!
//! A handler returns a [`Refusal`] and is done. [`write_problems`] turns it into a [`Problem`] at the edge,
//! where the request's id is known, and logs what went wrong on our side, once and with its whole chain of
//! causes. An error that some layer made up without a word, such as a timeout, becomes the problem that its
//! status stands for, so that no path under `/api` answers an error in any other form.

use super::request_id::RequestId;
use crate::app_unlock_pin::NoPin;
use crate::forgotten_password::TooManyWishes;
use crate::limits::TooOften;
use crate::password_hash::HashError;
use crate::random::NoRandomness;
use crate::reset_link::NotIssued;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use staffroom_contract::problem::PROBLEM_JSON;
use staffroom_contract::{FieldProblem, FieldRule, Problem, ProblemCode};
use staffroom_store::StoreError;
use std::error::Error;
use std::sync::Arc;

/// How long somebody should wait before they ask again, in seconds, when the server is too busy.
const UNTIL_LESS_BUSY: u32 = 1;

/// A request that is not carried out.
#[derive(Clone, Debug)]
pub(super) struct Refusal {
    pub(super) code: ProblemCode,
    fields: Vec<FieldProblem>,
    retry_after: Option<u32>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Refusal {
    /// Something of ours broke. The answer says no more than that; the log says what.
    pub(super) fn failure(code: ProblemCode, cause: impl Error + Send + Sync + 'static) -> Self {
        Self { cause: Some(Arc::new(cause)), ..code.into() }
    }

    /// Some fields were refused.
    pub(super) fn fields(fields: Vec<FieldProblem>) -> Self {
        Self { fields, ..ProblemCode::InvalidFields.into() }
    }

    /// The fields that were refused, if it is about fields.
    pub(super) fn refused_fields(&self) -> &[FieldProblem] {
        &self.fields
    }

    /// What a bare error status stands for.
    fn of_status(status: StatusCode) -> Self {
        let code = match status {
            StatusCode::NOT_FOUND => ProblemCode::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => ProblemCode::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => ProblemCode::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => ProblemCode::Unavailable,
            status if status.is_client_error() => ProblemCode::Malformed,
            _ => ProblemCode::Internal,
        };
        code.into()
    }

    fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Whether something of ours broke, so that the same request may well be carried out another time.
    pub(super) fn is_failure(&self) -> bool {
        self.cause.is_some()
    }

    pub(super) fn log(&self) {
        let cause = self.cause.as_deref().map(|cause| chain(cause));
        match self.code {
            ProblemCode::Internal => tracing::error!(cause, "a request failed"),
            ProblemCode::Unavailable => tracing::warn!(cause, "a request was turned away"),
            _ => tracing::debug!(code = self.code.name(), "a request was refused"),
        }
    }

    /// Writes the problem over an answer, whose other headers stay.
    fn write(self, response: &mut Response, request_id: Option<String>) {
        let status = self.status();
        let retry_after = self.retry_after;
        let problem = Problem { fields: self.fields, retry_after, request_id, ..Problem::new(self.code) };
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.remove(header::CONTENT_LENGTH);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        if let Some(seconds) = retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        *response.body_mut() = serde_json::to_vec(&problem).map_or_else(|_| Body::empty(), Body::from);
    }
}

impl From<ProblemCode> for Refusal {
    fn from(code: ProblemCode) -> Self {
        let retry_after = (code == ProblemCode::Unavailable).then_some(UNTIL_LESS_BUSY);
        Self { code, fields: Vec::new(), retry_after, cause: None }
    }
}

impl From<TooOften> for Refusal {
    fn from(TooOften { retry_after }: TooOften) -> Self {
        Self { retry_after: Some(retry_after), ..ProblemCode::TooManyRequests.into() }
    }
}

impl From<FieldProblem> for Refusal {
    fn from(problem: FieldProblem) -> Self {
        Self::fields(vec![problem])
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { field } => FieldProblem::new(field, FieldRule::Taken).into(),
            StoreError::Busy => Self::failure(ProblemCode::Unavailable, error),
            StoreError::Database(_) => Self::failure(ProblemCode::Internal, error),
        }
    }
}

impl From<TooManyWishes> for Refusal {
    fn from(error: TooManyWishes) -> Self {
        Self::failure(ProblemCode::Unavailable, error)
    }
}

impl From<NotIssued> for Refusal {
    fn from(error: NotIssued) -> Self {
        match error {
            NotIssued::Store(error) => error.into(),
            NotIssued::NoRandomness(error) => error.into(),
        }
    }
}

impl From<NoPin> for Refusal {
    fn from(error: NoPin) -> Self {
        match error {
            NoPin::Store(error) => error.into(),
            NoPin::NoRandomness(error) => error.into(),
            NoPin::Unreadable => Self::failure(ProblemCode::Internal, error),
        }
    }
}

impl From<HashError> for Refusal {
    fn from(error: HashError) -> Self {
        let code = match error {
            HashError::Busy => ProblemCode::Unavailable,
            HashError::NoRandomness(_) | HashError::Failed(_) => ProblemCode::Internal,
        };
        Self::failure(code, error)
    }
}

impl From<NoRandomness> for Refusal {
    fn from(error: NoRandomness) -> Self {
        Self::failure(ProblemCode::Internal, error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes out what was refused, and whatever error under `/api` does not speak for itself.
pub(super) async fn write_problems(request: Request, next: Next) -> Response {
    let request_id = RequestId::of(request.extensions()).map(RequestId::into_string);
    let is_api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let refusal = response
        .extensions_mut()
        .remove::<Refusal>()
        .or_else(|| (is_api && is_error).then(|| Refusal::of_status(status)));
    if let Some(refusal) = refusal {
        refusal.log();
        refusal.write(&mut response, request_id);
    }
    response
}

/// Whether a path belongs to the API, known or not.
pub(super) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A database that is only busy is worth asking again; one that failed is not, and says nothing of itself.
    #[test]
    fn a_failure_keeps_its_cause_to_the_log() {
        let busy = Refusal::from(StoreError::Busy);
        assert_eq!(busy.status(), StatusCode::SERVICE_UNAVAILABLE);
        let broken = Refusal::from(StoreError::Database("disk I/O error".into()));
        assert_eq!(broken.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(chain(broken.cause.as_deref().unwrap()), "the database failed: disk I/O error");
    }

    /// Whoever comes while too many passwords are being hashed is asked to come back.
    #[test]
    fn a_full_queue_asks_to_come_back() {
        let mut response = Response::default();
        Refusal::from(HashError::Busy).write(&mut response, None);
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "1");
    }

    /// Whoever asks too often is told how long to wait.
    #[test]
    fn a_refusal_says_how_long_to_wait() {
        let mut response = Response::default();
        Refusal::from(TooOften { retry_after: 5 }).write(&mut response, None);
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(response.headers()[header::RETRY_AFTER], "5");
    }

    /// What two people want at once, one gets; the other one's field is named.
    #[test]
    fn a_value_that_is_taken_is_a_refused_field() {
        let refusal = Refusal::from(StoreError::Conflict { field: "username" });
        assert_eq!(refusal.fields, [FieldProblem::new("username", FieldRule::Taken)]);
    }

    #[test]
    fn only_api_paths_are_of_the_api() {
        assert!(is_api("/api") && is_api("/api/") && is_api("/api/v1/nope"));
        assert!(!is_api("/apidocs") && !is_api("/") && !is_api("/assets/api/x"));
    }
}
