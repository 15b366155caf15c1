//! `estimate_password_strength`: how hard a password is to guess, while it is typed.

use super::body::{BODY_MAX_FOR_ANYONE, JsonBody};
use super::caller::{Anyone, SignedIn};
use super::openapi::{BODY, LIMITED, SIGNED_IN, UNSAFE, refusals};
use super::password_reset::{DEAD, live_for};
use super::practice::practice_of;
use super::refusal::Refusal;
use crate::context::Context;
use crate::limits::ClientAddress;
use crate::password_strength::estimate;
use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use staffroom_contract::paths::template;
use staffroom_contract::{EstimatePasswordStrength, PasswordStrength, ProblemCode};
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

refusals!(Refusals: SIGNED_IN, UNSAFE, BODY, LIMITED, DEAD);

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(estimate_password_strength))
        .layer(DefaultBodyLimit::max(BODY_MAX_FOR_ANYONE))
}

/// How hard a password is to guess, and whether it would be refused. It is for those who are about to set one: the
/// holder of a live link, and whoever is signed in. The answer says nothing of the password that anybody has.
///
/// The password is kept nowhere. Only its first 64 code points are looked at for the estimate.
#[utoipa::path(
    post,
    path = template::PASSWORD_STRENGTH,
    operation_id = "estimate_password_strength",
    tag = "password-strength",
    security((), ("session" = [])),
    request_body = EstimatePasswordStrength,
    responses((status = 200, description = "The estimate.", body = PasswordStrength), Refusals),
)]
async fn estimate_password_strength(
    _: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    signed_in: Result<SignedIn, Refusal>,
    JsonBody(request): JsonBody<EstimatePasswordStrength>,
) -> Result<Json<PasswordStrength>, Refusal> {
    let EstimatePasswordStrength { password, link } = request;
    let mut transaction = context.store.read().await?;
    let person = match link {
        // Whoever is signed in at this computer need not be who has the link.
        Some(link) => live_for(&context, address, &mut *transaction, link.purpose, &link.code).await?.1,
        None => signed_in?.person,
    };
    let practice = practice_of(&mut *transaction).await?;
    drop(transaction);
    context.limits.password_strength.take(address, context.clock.now())?;
    let slot = Arc::clone(&context.limits.password_strength_slots).acquire_owned().await;
    let estimating = tokio::task::spawn_blocking(move || {
        // Held to the end of the work, whether or not anybody still waits for the answer.
        let _slot = slot;
        estimate(&password, &person.listed, &practice)
    });
    Ok(Json(estimating.await.map_err(|_| ProblemCode::Internal)?))
}
