//! The name of a request: in its answer, its log lines and its audit rows, and nowhere else.

use crate::random;
use axum::extract::Request;
use axum::http::{Extensions, HeaderValue};
use tower_http::request_id::MakeRequestId;

/// The header that carries it.
pub(super) const HEADER: &str = "x-request-id";

/// Makes request ids. One that the client sent is thrown away by [`forget_sent_id`] before: it would be a text
/// of the client's choosing in our log.
#[derive(Clone, Copy, Debug)]
pub(super) struct RandomIds;

impl MakeRequestId for RandomIds {
    fn make_request_id<B>(
        &mut self,
        _: &axum::http::Request<B>,
    ) -> Option<tower_http::request_id::RequestId> {
        let id = HeaderValue::try_from(random::id().ok()?).ok()?;
        Some(tower_http::request_id::RequestId::new(id))
    }
}

/// Drops a request id that came from outside.
pub(super) fn forget_sent_id(mut request: Request) -> Request {
    request.headers_mut().remove(HEADER);
    request
}

/// The id of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RequestId(String);

impl RequestId {
    pub(super) fn of(extensions: &Extensions) -> Option<Self> {
        let id = extensions.get::<tower_http::request_id::RequestId>()?;
        id.header_value().to_str().ok().map(|id| Self(id.to_owned()))
    }

    /// The id as it travels.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}
