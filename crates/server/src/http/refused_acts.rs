//! Acts that were refused, in the record beside those that were done.
//!
//! [`record`] stands around every operation, so that no handler has to think of it: it sees the refusal that went
//! by, the operation that was asked for, and who asked, since whoever a handler lets in by their session is put
//! into the [`CallerSlot`] on the way.
//!
//! Requests of people who are not signed in are not recorded here: anybody could fill the record. Nor is what is
//! merely wrong with a request, such as a field or a version. Whoever asks for the same again and again is recorded
//! once, and then once a minute with how often they did.

use super::refusal::Refusal;
use super::source;
use crate::audit::{Act, Event, Source};
use crate::context::Context;
use crate::limits::ClientAddress;
use crate::repeated_acts::Alike;
use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{MatchedPath, RawPathParams, Request, State};
use axum::http::{Extensions, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use staffroom_contract::{ProblemCode, StaffId, UnixSeconds};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use utoipa::openapi::OpenApi;

/// The act that an operation would have been. An operation that is not here leaves no trace when it is done, and
/// [`Event::AccessRefused`] when it is refused.
const ACTS: &[(&str, Event)] = &[
    ("create_staff", Event::StaffCreated),
    ("send_staff_invitation", Event::StaffInvitationSent),
    ("revoke_staff_invitation", Event::StaffInvitationRevoked),
    ("update_staff", Event::StaffUpdated),
    ("deactivate_staff", Event::StaffDeactivated),
    ("cancel_staff_deactivation", Event::StaffDeactivationCancelled),
    ("undo_staff_deactivation", Event::StaffDeactivationUndone),
    ("reactivate_staff", Event::StaffReactivated),
    ("change_own_password", Event::OwnPasswordChanged),
    ("end_own_session", Event::OwnSessionEnded),
    ("end_other_sessions", Event::OtherSessionsEnded),
    ("end_staff_sessions", Event::StaffSessionsEnded),
    ("reset_staff_password", Event::StaffPasswordResetRequested),
    ("revoke_staff_password_reset", Event::StaffPasswordResetRevoked),
    ("create_role", Event::RoleCreated),
    ("update_role", Event::RoleUpdated),
    ("retire_role", Event::RoleRetired),
    ("change_staff_role", Event::StaffRoleChanged),
    ("change_staff_permissions", Event::StaffPermissionsChanged),
    ("restrict_staff_offices", Event::StaffOfficesRestricted),
    ("update_practice_settings", Event::PracticeSettingsUpdated),
    ("add_office", Event::OfficeAdded),
    ("rename_office", Event::OfficeRenamed),
    ("close_office", Event::OfficeClosed),
    ("change_staff_email", Event::StaffEmailChangeRequested),
    ("change_own_email", Event::OwnEmailChangeRequested),
    ("send_email_change_again", Event::EmailChangeSentAgain),
    ("cancel_email_change", Event::EmailChangeCancelled),
    ("change_staff_settings", Event::StaffSettingsChanged),
    ("set_staff_pin", Event::StaffPinSet),
    ("reveal_staff_pin", Event::StaffPinRevealed),
    ("export_staff", Event::StaffExported),
    ("confirm_import", Event::ImportConfirmed),
    ("export_import_results", Event::ImportResultsExported),
    ("start_bulk", Event::BulkStarted),
    ("retry_bulk", Event::BulkRetried),
    ("stop_bulk", Event::BulkStopped),
    ("export_bulk_results", Event::BulkResultsExported),
    ("export_audit_events", Event::AuditEventsExported),
];

/// Whether a refusal says that somebody may not do what they asked for, or that it cannot be done to whom they
/// asked it for.
pub(super) fn is_recorded(code: ProblemCode) -> bool {
    [StatusCode::FORBIDDEN, StatusCode::CONFLICT].iter().any(|status| code.status() == status.as_u16())
}

/// The id of the person who asks, once it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct CallerSlot(Arc<OnceLock<StaffId>>);

impl CallerSlot {
    /// Notes who asks by the request with these extensions.
    pub(super) fn fill(extensions: &Extensions, caller: &StaffId) {
        if let Some(Self(slot)) = extensions.get() {
            slot.get_or_init(|| caller.clone());
        }
    }
}

/// What is needed to record a refused act.
#[derive(Clone)]
pub(super) struct RefusedActs {
    context: Context,
    operations: Arc<HashMap<(Method, String), String>>,
}

impl RefusedActs {
    pub(super) fn new(context: Context, description: &OpenApi) -> Self {
        let operations = description.paths.paths.iter().flat_map(|(path, item)| {
            [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PUT, &item.put),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ]
            .into_iter()
            .filter_map(move |(method, operation)| {
                let id = operation.as_ref()?.operation_id.clone()?;
                Some(((method, path.clone()), id))
            })
        });
        Self { context, operations: Arc::new(operations.collect()) }
    }

    /// The id of the operation that a request is for.
    fn operation(&self, method: &Method, path: &MatchedPath) -> Option<&str> {
        let method = if method == Method::HEAD { Method::GET } else { method.clone() };
        self.operations.get(&(method, path.as_str().to_owned())).map(String::as_str)
    }

    async fn keep(
        &self,
        caller: &StaffId,
        code: ProblemCode,
        operation: &str,
        target: Option<StaffId>,
        source: &Source,
    ) -> Result<(), Refusal> {
        let now = self.context.clock.now();
        let target = match target {
            // What is no person's id was chosen by whoever asked, and is not kept.
            Some(id) => {
                let mut transaction = self.context.store.read().await?;
                transaction.staff().get(&id).await?.map(|person| person.listed.id)
            }
            None => None,
        };
        let event = ACTS.iter().find(|(id, _)| *id == operation).map(|(_, event)| *event);
        let alike = Alike {
            event: event.unwrap_or(Event::AccessRefused),
            operation: event.is_none().then(|| operation.to_owned()),
            actor: Some(caller.clone()),
            subject: target,
            refused_as: code,
            address: source.address.map(ClientAddress::of),
        };
        let repeated_acts = &self.context.limits.repeated_acts;
        if !repeated_acts.is_first(&alike, now) {
            return Ok(());
        }
        let recorded = self.record_first(caller, &alike, source, now).await;
        if recorded.is_err() {
            repeated_acts.count(&alike, now);
        }
        recorded
    }

    async fn record_first(
        &self,
        caller: &StaffId,
        alike: &Alike,
        source: &Source,
        now: UnixSeconds,
    ) -> Result<(), Refusal> {
        let mut transaction = self.context.store.write().await?;
        let act = Act::of(alike.event).by(caller).upon(alike.subject.as_ref()).refused(alike.refused_as);
        let act = match &alike.operation {
            Some(operation) => act.with(json!({ "operation": operation })),
            None => act,
        };
        act.from(source).record(transaction.as_mut(), now).await?;
        Ok(transaction.commit().await?)
    }
}

/// Records what was refused. If it cannot be recorded, the answer is that failure, and says nothing of the refusal.
pub(super) async fn record(
    State(acts): State<RefusedActs>,
    path: MatchedPath,
    parameters: Result<RawPathParams, RawPathParamsRejection>,
    mut request: Request,
    next: Next,
) -> Response {
    let slot = CallerSlot::default();
    request.extensions_mut().insert(slot.clone());
    let source = source::of(&acts.context, request.headers(), request.extensions());
    let operation = acts.operation(request.method(), &path).map(str::to_owned);
    let response = next.run(request).await;
    let refused = response.extensions().get::<Refusal>().map(|refusal| refusal.code);
    let (Some(code), Some(caller), Some(operation)) =
        (refused.filter(|code| is_recorded(*code)), slot.0.get(), operation)
    else {
        return response;
    };
    let target = parameters.ok().and_then(|parameters| {
        parameters.iter().find(|(name, _)| *name == "id").map(|(_, id)| StaffId::new(id))
    });
    match acts.keep(caller, code, &operation, target, &source).await {
        Ok(()) => response,
        Err(failure) => failure.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An act that nobody can ask for any more would be a line that nobody misses.
    #[test]
    fn each_act_is_of_an_operation() {
        let description = super::super::description().to_json().unwrap();
        for (operation, _) in ACTS {
            assert!(description.contains(&format!("\"operationId\":\"{operation}\"")), "{operation}");
        }
    }
}
