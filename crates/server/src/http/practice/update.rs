//! `update_practice_settings`: new values for what the practice decides, saved all or none.

use super::{practice_of, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::PracticeManager;
use crate::http::openapi::{BODY, FRESH, PERMITTED, UNSAFE, refusals};
use crate::http::precondition::{IfMatch, Versioned};
use crate::http::refusal::Refusal;
use axum::extract::State;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};
use staffroom_contract::field::name;
use staffroom_contract::paths::template;
use staffroom_contract::{FieldProblem, FieldRule, PracticeSettings, ProblemCode, UpdatePracticeSettings};
use staffroom_store::Practice;
use url::Host;

refusals!(
    Refusals: PERMITTED, FRESH, UNSAFE, BODY, &[ProblemCode::VersionRequired, ProblemCode::StaleVersion]
);

/// Changes the settings if they still have the version that the change was made for.
///
/// Members that are left out, or that say what is so already, change nothing. Links that are valid for longer, shorter
/// passwords and further domains need the password of whoever asks again. Everything counts from the next request on:
/// how long somebody may be away, for the sessions that are open too; the other settings for what is done then.
#[utoipa::path(
    patch,
    path = template::PRACTICE,
    operation_id = "update_practice_settings",
    tag = "practice",
    security(("session" = [])),
    params(
        ("If-Match" = String, Header, description = "The version that the change was made for, such as `\"3\"`."),
    ),
    request_body = UpdatePracticeSettings,
    responses(
        (
            status = 200,
            description = "The settings as they are now.",
            body = PracticeSettings,
            headers(("ETag" = String, description = "The settings' new version.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn update_practice_settings(
    manager: PracticeManager,
    State(context): State<Context>,
    if_match: IfMatch,
    JsonBody(request): JsonBody<UpdatePracticeSettings>,
) -> Result<Versioned<PracticeSettings>, Refusal> {
    let request = in_ascii(request.tidied()).tidied();
    request.validate().map_err(Refusal::fields)?;
    let request = with_known_time_zone(request)?;
    let versions = if_match.versions()?;

    let mut transaction = context.store.write().await?;
    manager.by_now(&mut *transaction).await?;
    let old = practice_of(&mut *transaction).await?;
    versions.check(old.version)?;
    let new = changed(&old, request);
    if new == old {
        return Ok(Versioned { version: old.version, body: shown(old) });
    }
    if weighs_heavily(&old, &new) {
        manager.fresh()?;
    }
    let now = context.clock.now();
    // Whoever was away for too long has been signed out, and does not come back because one may be away for longer.
    transaction.sessions().forget_ended(now, old.idle_since(now)).await?;
    if !transaction.practice().put(&new).await? {
        return Err(ProblemCode::StaleVersion.into());
    }
    let act = Act::of(Event::PracticeSettingsUpdated).with(details(&old, &new));
    manager.record(&mut *transaction, act, now).await?;
    let kept = practice_of(&mut *transaction).await?;
    transaction.commit().await?;
    Ok(Versioned { version: kept.version, body: shown(kept) })
}

/// The request with each domain in the form in which addresses have it (RFC 5891). What cannot be one stays, and is
/// refused as it was typed.
fn in_ascii(request: UpdatePracticeSettings) -> UpdatePracticeSettings {
    let folded = |domain: String| match Host::parse(&domain) {
        Ok(Host::Domain(ascii)) if !domain.is_ascii() => ascii,
        _ => domain,
    };
    let domains = request.allowed_email_domains;
    UpdatePracticeSettings {
        allowed_email_domains: domains.map(|domains| domains.into_iter().map(folded).collect()),
        ..request
    }
}

/// The request with the time zone's name as its database writes it.
fn with_known_time_zone(request: UpdatePracticeSettings) -> Result<UpdatePracticeSettings, Refusal> {
    let Some(name) = &request.time_zone else { return Ok(request) };
    let zone = TimeZone::get(name).map_err(|_| FieldProblem::new(name::TIME_ZONE, FieldRule::NotAChoice))?;
    Ok(UpdatePracticeSettings { time_zone: zone.iana_name().map(str::to_owned), ..request })
}

/// The practice as the request would have it.
fn changed(old: &Practice, request: UpdatePracticeSettings) -> Practice {
    Practice {
        name: request.name.unwrap_or_else(|| old.name.clone()),
        time_zone: request.time_zone.unwrap_or_else(|| old.time_zone.clone()),
        link_valid_seconds: request.link_valid_seconds.unwrap_or(old.link_valid_seconds),
        allowed_email_domains: request
            .allowed_email_domains
            .unwrap_or_else(|| old.allowed_email_domains.clone()),
        idle_minutes: request.idle_minutes.unwrap_or(old.idle_minutes),
        min_password_length: request.min_password_length.unwrap_or(old.min_password_length),
        version: old.version,
    }
}

/// Whether somebody could get in after the change who could not before.
fn weighs_heavily(old: &Practice, new: &Practice) -> bool {
    let (old_domains, new_domains) = (&old.allowed_email_domains, &new.allowed_email_domains);
    let is_narrower = old_domains.is_empty()
        || (!new_domains.is_empty() && new_domains.iter().all(|domain| old_domains.contains(domain)));
    new.link_valid_seconds > old.link_valid_seconds
        || new.min_password_length < old.min_password_length
        || !is_narrower
}

/// Each changed setting with its old and its new value.
fn details(old: &Practice, new: &Practice) -> Value {
    let domains = |practice: &Practice| practice.allowed_email_domains.join(", ");
    let changes: Map<_, _> = [
        (name::NAME, json!(old.name), json!(new.name)),
        (name::TIME_ZONE, json!(old.time_zone), json!(new.time_zone)),
        (name::LINK_VALID_SECONDS, json!(old.link_valid_seconds), json!(new.link_valid_seconds)),
        (name::IDLE_MINUTES, json!(old.idle_minutes), json!(new.idle_minutes)),
        (name::MIN_PASSWORD_LENGTH, json!(old.min_password_length), json!(new.min_password_length)),
        (name::ALLOWED_EMAIL_DOMAINS, json!(domains(old)), json!(domains(new))),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(field, old, new)| (field.to_owned(), json!({ "old": old, "new": new })))
    .collect();
    changes.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_domains(domains: &[&str]) -> Practice {
        let allowed_email_domains = domains.iter().map(|&domain| domain.to_owned()).collect();
        Practice { allowed_email_domains, ..Practice::default() }
    }

    /// What lets somebody in who could not get in before weighs heavily; what keeps somebody out does not.
    #[test]
    fn what_lets_somebody_in_weighs_heavily() {
        let default = Practice::default();
        let longer = Practice { link_valid_seconds: 3600, ..default.clone() };
        let harder = Practice { min_password_length: 20, ..default.clone() };
        for strict in [longer, harder, with_domains(&["email.xyz"])] {
            assert!(!weighs_heavily(&default, &strict));
            assert!(weighs_heavily(&strict, &default));
        }
        let (one, two) = (with_domains(&["a.example"]), with_domains(&["a.example", "b.example"]));
        assert!(weighs_heavily(&one, &two));
        assert!(!weighs_heavily(&two, &one));
        let renamed = Practice { name: "Another".to_owned(), idle_minutes: 60, ..default.clone() };
        assert!(!weighs_heavily(&default, &renamed));
    }

    /// A domain in any script is kept as the addresses below it have it.
    #[test]
    fn a_domain_is_kept_as_addresses_have_it() {
        let folded = |domain: &str| {
            let allowed_email_domains = Some(vec![domain.to_owned()]);
            let request =
                UpdatePracticeSettings { allowed_email_domains, ..UpdatePracticeSettings::default() };
            let request = in_ascii(request.tidied()).tidied();
            request.validate().ok().and(request.allowed_email_domains).map(|domains| domains[0].clone())
        };
        assert_eq!(folded("BÜCHER.example").as_deref(), Some("xn--bcher-kva.example"));
        assert_eq!(folded("Email.XYZ").as_deref(), Some("email.xyz"));
        assert_eq!(folded("１.２.３.４"), None);
    }
}
