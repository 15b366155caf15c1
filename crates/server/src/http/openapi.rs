//! The API's description: each operation describes itself, here is what they have in common.

use staffroom_contract::audit::Event;
use staffroom_contract::problem::PROBLEM_JSON;
use staffroom_contract::{AuditResult, FieldProblem, Problem, ProblemCode};
use std::collections::BTreeMap;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ContentBuilder, HeaderBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{Modify, OpenApi as _};

/// What an operation that changes something refuses, whoever asks.
pub(super) const UNSAFE: &[ProblemCode] = &[ProblemCode::CrossSite];

/// What an operation refuses that takes a JSON body.
pub(super) const BODY: &[ProblemCode] =
    &[ProblemCode::Malformed, ProblemCode::TooLarge, ProblemCode::NotJson, ProblemCode::InvalidFields];

/// What an operation refuses that is for people with a session.
pub(super) const SIGNED_IN: &[ProblemCode] = &[ProblemCode::SignedOut];

/// What an operation refuses that is for people who manage accounts.
pub(super) const ADMINISTRATOR: &[ProblemCode] = &[ProblemCode::SignedOut, ProblemCode::Forbidden];

/// What an operation refuses that needs some permission.
pub(super) const PERMITTED: &[ProblemCode] = ADMINISTRATOR;

/// What an operation refuses besides that needs the password of whoever asks once more.
pub(super) const FRESH: &[ProblemCode] = &[ProblemCode::ReauthRequired];

/// What an operation refuses that acts upon a person.
pub(super) const TARGET: &[ProblemCode] = &[ProblemCode::NotFound, ProblemCode::OutranksYou];

/// What an operation refuses that can be asked for only so often.
pub(super) const LIMITED: &[ProblemCode] = &[ProblemCode::TooManyRequests];

/// What can go wrong with any operation.
const ALWAYS: &[ProblemCode] = &[ProblemCode::Internal, ProblemCode::Unavailable];

/// Names what an operation refuses: `refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound]);`
macro_rules! refusals {
    ($name:ident: $($codes:expr),+ $(,)?) => {
        struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::Response>,
            > {
                $crate::http::openapi::responses(&[$($codes),+])
            }
        }
    };
}
pub(super) use refusals;

/// One answer for each status, which says by which codes it is refused.
pub(super) fn responses(codes: &[&[ProblemCode]]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status = BTreeMap::<u16, Vec<ProblemCode>>::new();
    for code in codes.iter().chain([&ALWAYS]).copied().flatten() {
        by_status.entry(code.status()).or_default().push(*code);
    }
    by_status
        .into_iter()
        .map(|(status, codes)| (status.to_string(), response(status, &codes).into()))
        .collect()
}

fn response(status: u16, codes: &[ProblemCode]) -> Response {
    let lines: Vec<_> = codes.iter().map(|code| format!("`{}`: {}.", code.name(), code.title())).collect();
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let response = ResponseBuilder::new().description(lines.join("\n")).content(PROBLEM_JSON, problem);
    if [ProblemCode::Unavailable.status(), ProblemCode::TooManyRequests.status()].contains(&status) {
        let seconds = ObjectBuilder::new().schema_type(Type::Integer);
        let header = HeaderBuilder::new().schema(Some(seconds)).description(Some("Seconds to wait."));
        response.header("Retry-After", header.build()).build()
    } else {
        response.build()
    }
}

/// What the description says besides the operations.
pub(super) fn foundation() -> OpenApi {
    #[derive(utoipa::OpenApi)]
    #[openapi(
        info(
            title = "Staffroom",
            description = "The staff accounts of a medical practice. Times are whole seconds since 1970 (UTC). \
                           Every error is an `application/problem+json` whose `code` says what it is.",
        ),
        components(schemas(Problem, FieldProblem, Event, AuditResult)),
        modifiers(&SessionScheme),
        tags(
            (name = "session", description = "Signing in and out."),
            (name = "staff", description = "People and their accounts."),
            (name = "imports", description = "Adding many people from a file."),
            (name = "bulk", description = "The same act upon many people."),
            (name = "providers", description = "People who can be a primary provider."),
            (name = "care-team-roles", description = "What people can do in a care team."),
            (name = "roles", description = "What people who do the same work may do."),
            (name = "offices", description = "Where people work."),
            (name = "practice", description = "What the practice decides for itself."),
            (name = "audit-events", description = "Who did what to whom."),
            (name = "account", description = "What people do with their own account."),
            (name = "password-strength", description = "What whoever chooses a password asks while typing it."),
            (name = "account-freeze", description = "What the holder of the link in a notice does."),
            (name = "email-change", description = "What the holders of the two links of a change of email do."),
            (
                name = "password-reset",
                description = "Asking for a reset link, and what the holder of one, or of an invitation, does.",
            ),
        ),
    )]
    struct Foundation;

    Foundation::openapi()
}

struct SessionScheme;

impl Modify for SessionScheme {
    fn modify(&self, openapi: &mut OpenApi) {
        let cookie = ApiKey::Cookie(ApiKeyValue::with_description(
            super::session::COOKIE,
            "Opened by `sign_in`. Requests that change something must come from the app's own origin.",
        ));
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("session", SecurityScheme::ApiKey(cookie));
    }
}
