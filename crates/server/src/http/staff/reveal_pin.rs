//! `reveal_staff_pin`: somebody looks at a person's App Unlock PIN.

use super::{PathId, target};
use crate::app_unlock_pin;
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, FRESH, LIMITED, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::pin_reveals;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{AppUnlockPin, ProblemCode, StaffId};

refusals!(Refusals: ADMINISTRATOR, FRESH, UNSAFE, LIMITED, TARGET, &[ProblemCode::NoPin]);

/// Shows a person's App Unlock PIN, and records that it was shown. At most twenty in an hour.
#[utoipa::path(
    post,
    path = template::STAFF_PIN_REVEAL,
    operation_id = "reveal_staff_pin",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses((status = 200, description = "The PIN.", body = AppUnlockPin), Refusals),
)]
pub(super) async fn reveal_staff_pin(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
) -> Result<Json<AppUnlockPin>, Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let person = target(&mut *transaction, &administrator, &id).await?;
    let sealed = person.app_unlock_pin.ok_or(ProblemCode::NoPin)?;
    pin_reveals::check(&mut *transaction, administrator.id(), now).await??;
    let pin = app_unlock_pin::open(&context.link_key, &id, &sealed)?;
    administrator.record(&mut *transaction, Act::of(Event::StaffPinRevealed).upon(&id), now).await?;
    transaction.commit().await?;
    Ok(Json(AppUnlockPin { pin }))
}
