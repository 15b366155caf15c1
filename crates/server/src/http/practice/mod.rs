//! The practice, as answers need it, and what it decides for itself.

mod get;
mod update;

use super::refusal::Refusal;
use crate::context::Context;
use staffroom_contract::PracticeSettings;
use staffroom_store::{Practice, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new().routes(routes!(get::get_practice_settings, update::update_practice_settings))
}

/// The practice, or what stands for it until it is set up.
pub(super) async fn practice_of(transaction: &mut dyn Transaction) -> Result<Practice, Refusal> {
    Ok(transaction.practice().get().await?.unwrap_or_default())
}

/// The practice as its settings show it.
fn shown(practice: Practice) -> PracticeSettings {
    PracticeSettings {
        name: practice.name,
        time_zone: practice.time_zone,
        link_valid_seconds: practice.link_valid_seconds,
        allowed_email_domains: practice.allowed_email_domains,
        idle_minutes: practice.idle_minutes,
        min_password_length: practice.min_password_length,
        version: practice.version,
    }
}
