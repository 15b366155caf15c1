//! `set_staff_pin`: another App Unlock PIN for a person.

use super::{PathId, target};
use crate::app_unlock_pin;
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, TARGET, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{AppUnlockPin, SetStaffPin, StaffId};

refusals!(Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, TARGET);

/// Sets a person's App Unlock PIN, or makes one up if none comes along. The answer shows it to whoever set it; the
/// record does not.
#[utoipa::path(
    put,
    path = template::STAFF_PIN,
    operation_id = "set_staff_pin",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    request_body = SetStaffPin,
    responses((status = 200, description = "The PIN that is in force.", body = AppUnlockPin), Refusals),
)]
pub(super) async fn set_staff_pin(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    JsonBody(request): JsonBody<SetStaffPin>,
) -> Result<Json<AppUnlockPin>, Refusal> {
    request.validate().map_err(Refusal::fields)?;
    let pin = match request.pin {
        Some(pin) => pin,
        None => app_unlock_pin::make_up()?,
    };
    let sealed = app_unlock_pin::seal(&context.link_key, &id, &pin)?;
    let mut transaction = context.store.write().await?;
    target(&mut *transaction, &administrator, &id).await?;
    let now = context.clock.now();
    transaction.staff().set_pin(&id, &sealed, now).await?;
    administrator.record(&mut *transaction, Act::of(Event::StaffPinSet).upon(&id), now).await?;
    transaction.commit().await?;
    Ok(Json(AppUnlockPin { pin }))
}
