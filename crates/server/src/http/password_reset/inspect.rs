//! `inspect_password_reset`: whether a code can still be used, and for whom.

use super::{DEAD, live_for};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::openapi::{BODY, LIMITED, UNSAFE, refusals};
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::limits::ClientAddress;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{InspectPasswordReset, PasswordResetLink};

refusals!(Refusals: UNSAFE, BODY, LIMITED, DEAD);

/// Whose password a code sets. It spends nothing, however often it is asked: mail scanners open links before
/// people do.
#[utoipa::path(
    post,
    path = template::PASSWORD_RESET_INSPECT,
    operation_id = "inspect_password_reset",
    tag = "password-reset",
    request_body = InspectPasswordReset,
    responses((status = 200, description = "The link lives.", body = PasswordResetLink), Refusals),
)]
pub(super) async fn inspect_password_reset(
    _: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    JsonBody(request): JsonBody<InspectPasswordReset>,
) -> Result<Json<PasswordResetLink>, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let InspectPasswordReset { purpose, code } = &request;
    let (link, person) = live_for(&context, address, &mut *transaction, *purpose, code).await?;
    let practice = practice_of(&mut *transaction).await?;
    drop(transaction);
    if link.opened_at.is_none() {
        let mut transaction = context.store.write().await?;
        transaction.links().mark_opened(&link.id, now).await?;
        transaction.commit().await?;
    }
    Ok(Json(PasswordResetLink {
        username: person.listed.username,
        practice_name: practice.name,
        expires_at: link.expires_at,
        min_password_length: practice.min_password_length,
    }))
}
