//! The same act upon many people.

use super::staff::{Reading, by};
use super::{IdempotencyKey, Result, send, send_json, with_key};
use gloo_net::http::Request;
use staffroom_contract::paths::{bulk_act, bulk_results, bulk_results_csv, bulk_retry, bulk_stop, template};
use staffroom_contract::{Bulk, BulkId, BulkPreview, BulkResultPage, BulkState, PreviewBulk, StartBulk};

/// What a bulk act would come to by now.
///
/// # Errors
/// `invalid_fields` with the fields that were refused; `beyond_your_offices`.
pub async fn preview_bulk(request: &PreviewBulk) -> Result<BulkPreview> {
    send_json(Request::post(template::BULK_PREVIEW), request).await
}

/// Begins to do the same to many people.
///
/// # Errors
/// Those of [`preview_bulk`]; `bulk_running`, or `selection_changed` if they are others by now.
pub async fn start_bulk(request: &StartBulk, key: &IdempotencyKey) -> Result<Bulk> {
    send_json(with_key(Request::post(template::BULK), key), request).await
}

/// The newest bulk acts that one has begun.
///
/// # Errors
/// If nobody is signed in, or they may not see it.
pub async fn list_bulk() -> Result<Vec<Bulk>> {
    send(Request::get(template::BULK)).await
}

/// How far a bulk act is.
///
/// # Errors
/// `not_found` if there is none, or it is not one's own to see.
pub async fn get_bulk(id: &BulkId, reading: Reading) -> Result<Bulk> {
    send(by(reading, Request::get(&bulk_act(id)))).await
}

/// A page of what became of each person, or of those of whom `state` became.
///
/// # Errors
/// `not_found` if there is no such act, or it is not one's own to see.
pub async fn list_bulk_results(
    id: &BulkId,
    state: Option<BulkState>,
    after: Option<&str>,
    reading: Reading,
) -> Result<BulkResultPage> {
    let members = [("state", state.map(BulkState::name)), ("after", after)];
    let members = members.into_iter().filter_map(|(name, value)| Some((name, value?)));
    send(by(reading, Request::get(&bulk_results(id)).query(members))).await
}

/// Where what became of each person lies as a file. The browser itself loads it, by a link.
pub fn export_bulk_results(id: &BulkId) -> String {
    bulk_results_csv(id)
}

/// Tries again what failed.
///
/// # Errors
/// `bulk_running`, or `nothing_failed`.
pub async fn retry_bulk(id: &BulkId) -> Result<Bulk> {
    send(Request::post(&bulk_retry(id))).await
}

/// Ends a bulk act before everybody had their turn.
///
/// # Errors
/// `not_found` if it is not one's own.
pub async fn stop_bulk(id: &BulkId) -> Result<Bulk> {
    send(Request::post(&bulk_stop(id))).await
}
