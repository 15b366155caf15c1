//! `get_staff`: one person and what is going on with their account.

use super::super::caller::Administrator;
use super::super::openapi::{ADMINISTRATOR, refusals};
use super::super::practice::practice_of;
use super::super::precondition::Versioned;
use super::super::refusal::Refusal;
use super::{person, shown};
use crate::context::Context;
use axum::extract::{Path, State};
use staffroom_contract::paths::template;
use staffroom_contract::{LinkPurpose, ProblemCode, StaffDetail, StaffId};

refusals!(Refusals: ADMINISTRATOR, &[ProblemCode::NotFound]);

/// One person, and the newest password reset link that they were sent.
#[utoipa::path(
    get,
    path = template::STAFF_MEMBER,
    operation_id = "get_staff",
    tag = "staff",
    security(("session" = [])),
    params(("id" = StaffId, Path, description = "The person.")),
    responses(
        (
            status = 200,
            description = "The person.",
            body = StaffDetail,
            headers(("ETag" = String, description = "The person's version, for `If-Match`.")),
        ),
        Refusals,
    ),
)]
pub(super) async fn get_staff(
    administrator: Administrator,
    State(context): State<Context>,
    Path(id): Path<StaffId>,
) -> Result<Versioned<StaffDetail>, Refusal> {
    let mut transaction = context.store.read().await?;
    let person = person(&mut *transaction, &id).await?;
    let link = transaction.links().newest_of(&id, LinkPurpose::PasswordReset).await?;
    let practice = practice_of(&mut *transaction).await?;
    let now = context.clock.now();
    Ok(Versioned {
        version: person.version,
        body: StaffDetail {
            password_reset: link.map(|link| shown::password_reset(link, now)),
            password_reset_valid_seconds: practice.link_valid_seconds,
            outranks_you: administrator.is_outranked_by(&person),
            is_you: &id == administrator.id(),
            staff: shown::staff(person),
        },
    })
}
