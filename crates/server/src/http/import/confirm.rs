//! `confirm_import`: the people of a file are to be added.

use super::{PathId, none_may_run, own, shown};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::FreshAdministrator;
use crate::http::openapi::{ADMINISTRATOR, BODY, FRESH, LIMITED, UNSAFE, refusals};
use crate::http::refusal::Refusal;
use crate::limits::imports;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{ConfirmImport, Import, ImportId, ProblemCode};

refusals!(
    Refusals: ADMINISTRATOR, FRESH, UNSAFE, BODY, LIMITED,
    &[ProblemCode::NotFound, ProblemCode::ImportRefused, ProblemCode::ImportRunning]
);

/// Has the people of an import of one's own added, each of whom is invited by mail as by `create_staff`. The answer does
/// not wait for them: `get_import` says how far it has come.
///
/// Confirmed again, it is the answer about the same import, and nobody is added twice. An import with a row that has
/// problems is refused, unless such rows are to be left out; one without any row that can be added is refused always.
/// Each person is judged once more when their turn comes, by what whoever confirmed may do by then.
///
/// One person has one import run at a time, and has at most 20,000 people added within 24 hours.
#[utoipa::path(
    post,
    path = template::IMPORT_CONFIRM,
    operation_id = "confirm_import",
    tag = "imports",
    security(("session" = [])),
    params(("id" = ImportId, Path, description = "The import.")),
    request_body = ConfirmImport,
    responses((status = 202, description = "People are being added.", body = Import), Refusals),
)]
pub(super) async fn confirm_import(
    FreshAdministrator(administrator): FreshAdministrator,
    State(context): State<Context>,
    PathId(id): PathId,
    JsonBody(request): JsonBody<ConfirmImport>,
) -> Result<(StatusCode, Json<Import>), Refusal> {
    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    administrator.by_now(&mut *transaction).await?;
    let waiting = own(&mut *transaction, &administrator, &id).await?;
    if waiting.confirmed_at.is_some() {
        return Ok((StatusCode::ACCEPTED, Json(shown::import(waiting))));
    }
    let counts = waiting.counts;
    if counts.ready == 0 || counts.refused > 0 && !request.leave_out_refused {
        return Err(ProblemCode::ImportRefused.into());
    }
    none_may_run(&mut *transaction, administrator.id()).await?;
    imports::check(&mut *transaction, administrator.id(), counts.ready, now).await??;
    let credential = transaction.staff().credential(administrator.id()).await?;
    let credential_version = credential.ok_or(ProblemCode::SignedOut)?.credential_version;
    transaction.imports().confirm(&id, credential_version, &administrator.source().kept(), now).await?;
    let details = json!({ "import_id": id, "rows": counts.ready, "rows_left_out": counts.refused });
    let act = Act::of(Event::ImportConfirmed).with(details);
    administrator.record(&mut *transaction, act, now).await?;
    let confirmed = own(&mut *transaction, &administrator, &id).await?;
    transaction.commit().await?;
    context.import_confirmed.notify_one();
    Ok((StatusCode::ACCEPTED, Json(shown::import(confirmed))))
}
