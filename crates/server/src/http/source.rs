//! Where a request comes from, for the record of acts.

use super::request_id::RequestId;
use crate::audit::Source;
use crate::context::Context;
use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, header};
use std::net::SocketAddr;

/// Where a request with these headers and extensions comes from. What a proxy says of it counts if the proxy is
/// trusted.
pub(super) fn of(context: &Context, headers: &HeaderMap, extensions: &Extensions) -> Source {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>();
    Source {
        address: peer.map(|ConnectInfo(peer)| context.limits.trusted_proxies.client(peer.ip(), headers)),
        user_agent: headers.get(header::USER_AGENT).map(|value| Source::user_agent(value.as_bytes())),
        request_id: RequestId::of(extensions).map(RequestId::into_string),
    }
}
