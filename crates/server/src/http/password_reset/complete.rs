//! `complete_password_reset`: a new password for a link's code.

use super::{DEAD, live, live_for};
use crate::audit::{Act, Event};
use crate::context::Context;
use crate::http::body::JsonBody;
use crate::http::caller::Anyone;
use crate::http::notices;
use crate::http::openapi::{BODY, LIMITED, UNSAFE, refusals};
use crate::http::practice::practice_of;
use crate::http::refusal::Refusal;
use crate::http::session::forget_failures;
use crate::limits::ClientAddress;
use crate::link_code::digest;
use crate::password_rules;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::json;
use staffroom_contract::paths::template;
use staffroom_contract::{CompletePasswordReset, LinkPurpose, ProblemCode, StaffStatus};
use staffroom_store::{LinkEnd, NoticeKind};

refusals!(Refusals: UNSAFE, BODY, LIMITED, DEAD);

/// Sets a new password and spends the link. Every session of the person ends, and so does every other link; the
/// person signs in with the new password. A password that is refused leaves the link alive.
#[utoipa::path(
    post,
    path = template::PASSWORD_RESET_COMPLETE,
    operation_id = "complete_password_reset",
    tag = "password-reset",
    request_body = CompletePasswordReset,
    responses((status = 204, description = "The new password is set. Nobody is signed in by it."), Refusals),
)]
pub(super) async fn complete_password_reset(
    anyone: Anyone,
    State(context): State<Context>,
    address: ClientAddress,
    JsonBody(request): JsonBody<CompletePasswordReset>,
) -> Result<StatusCode, Refusal> {
    // Whoever has no live code learns so before anything costly is computed for them.
    let CompletePasswordReset { purpose, code, password } = &request;
    let mut transaction = context.store.read().await?;
    let (link, person) = live_for(&context, address, &mut *transaction, *purpose, code).await?;
    let practice = practice_of(&mut *transaction).await?;
    drop(transaction);
    password_rules::check(password, &person.listed, &practice)?;
    let hash = context.hasher.hash(password).await?;

    let mut transaction = context.store.write().await?;
    let now = context.clock.now();
    let spent = transaction.links().spend(*purpose, &digest(code.expose()), now).await?;
    let Some(staff_id) = spent else {
        // It died while the hash was computed: somebody else was faster, or took it back.
        live(&mut *transaction, *purpose, code, now).await?;
        return Err(ProblemCode::ResetOutdated.into());
    };
    transaction.staff().set_password_hash(&staff_id, &hash, now).await?;
    let event = match purpose {
        LinkPurpose::PasswordReset => {
            let kind = NoticeKind::PasswordResetCompleted;
            notices::tell(&context, &mut *transaction, kind, &person, None, now).await?;
            Event::PasswordResetCompleted
        }
        LinkPurpose::Invitation => {
            transaction.staff().set_status(&staff_id, StaffStatus::Active, now).await?;
            Event::InvitationAccepted
        }
    };
    transaction.sessions().end_all_of(&staff_id).await?;
    forget_failures(&mut *transaction, &context, &person.listed).await?;
    transaction.links().end_live_of(&staff_id, LinkEnd::PasswordChanged, None, now).await?;
    let details = json!({ "password_reset_id": link.id });
    let act = Act::of(event).upon(&staff_id).with(details);
    anyone.record(&mut *transaction, act, now).await?;
    transaction.commit().await?;
    context.mail_queued.notify_one();
    Ok(StatusCode::NO_CONTENT)
}
