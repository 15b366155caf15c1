//! Where a request comes from, for the record of acts.

use super::request_id::RequestId;
use crate::audit::Source;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, header};
use std::net::SocketAddr;

/// Where a request with these headers and extensions comes from.
pub(super) fn of(headers: &HeaderMap, extensions: &Extensions) -> Source {
    Source {
        address: extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip()),
        user_agent: headers.get(header::USER_AGENT).map(|value| Source::user_agent(value.as_bytes())),
        request_id: RequestId::of(extensions).map(RequestId::into_string),
    }
}
