//! `get_practice_settings`: what the practice decides for itself.

use super::{practice_of, shown};
use crate::context::Context;
use crate::http::caller::PracticeManager;
use crate::http::openapi::{PERMITTED, refusals};
use crate::http::precondition::Versioned;
use crate::http::refusal::Refusal;
use axum::extract::State;
use staffroom_contract::PracticeSettings;
use staffroom_contract::paths::template;

refusals!(Refusals: PERMITTED);

/// The practice's own settings.
#[utoipa::path(
    get,
    path = template::PRACTICE,
    operation_id = "get_practice_settings",
    tag = "practice",
    security(("session" = [])),
    responses(
        (
            status = 200,
            description = "The settings.",
            body = PracticeSettings,
            headers(("ETag" = String, description = "The settings' version, for `If-Match`.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn get_practice_settings(
    _: PracticeManager,
    State(context): State<Context>,
) -> Result<Versioned<PracticeSettings>, Refusal> {
    let mut transaction = context.store.read().await?;
    let practice = practice_of(&mut *transaction).await?;
    Ok(Versioned { version: practice.version, body: shown(practice) })
}
