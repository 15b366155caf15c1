//! `get_session`: who is signed in.

use super::shown;
use crate::context::Context;
use crate::http::caller::SignedIn;
use crate::http::openapi::{SIGNED_IN, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::Session;
use staffroom_contract::paths::template;

refusals!(Refusals: SIGNED_IN);

/// Who is signed in.
#[utoipa::path(
    get,
    path = template::SESSION,
    operation_id = "get_session",
    tag = "session",
    security(("session" = [])),
    responses((status = 200, description = "The person who asks.", body = Session), Refusals),
)]
pub(super) async fn get_session(
    signed_in: SignedIn,
    State(context): State<Context>,
) -> Result<Json<Session>, Refusal> {
    let mut transaction = context.store.read().await?;
    shown(&mut *transaction, signed_in.person, signed_in.session.expires_at).await.map(Json)
}
