//! `get_own_email`: a person's own address, and what is to become of it.

use crate::context::Context;
use crate::http::caller::SignedIn;
use crate::http::email_change::email_change;
use crate::http::openapi::{SIGNED_IN, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::OwnEmail;
use staffroom_contract::paths::template;

refusals!(Refusals: SIGNED_IN);

/// The address on file of the person who asks, whether they may change it, and a change that waits.
#[utoipa::path(
    get,
    path = template::OWN_EMAIL,
    operation_id = "get_own_email",
    tag = "account",
    security(("session" = [])),
    responses((status = 200, description = "The address.", body = OwnEmail), Refusals),
)]
pub(super) async fn get_own_email(
    SignedIn { person, .. }: SignedIn,
    State(context): State<Context>,
) -> Result<Json<OwnEmail>, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let pending = transaction.email_changes().pending_of(&person.listed.id, now).await?;
    Ok(Json(OwnEmail {
        email: person.listed.email,
        may_change: person.enable_email_update,
        email_change: pending.map(email_change),
    }))
}
