//! What people do without a session: ask for a link; and, as the holder of one, ask whether it still lives, and set a
//! password with it.
//!
//! The code is the key. No operation here says whether there is a person, and none needs or opens a session.

mod complete;
mod inspect;
mod request;

use super::body::BODY_MAX_FOR_ANYONE;
use super::refusal::Refusal;
use crate::context::Context;
use crate::limits::ClientAddress;
use crate::link_code::digest;
use axum::extract::DefaultBodyLimit;
use staffroom_contract::{LinkPurpose, ProblemCode, Secret, StaffStatus, UnixSeconds};
use staffroom_store::{Link, LinkEnd, StaffRecord, Transaction};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Context> {
    OpenApiRouter::new()
        .routes(routes!(request::request_password_reset))
        .routes(routes!(inspect::inspect_password_reset))
        .routes(routes!(complete::complete_password_reset))
        .layer(DefaultBodyLimit::max(BODY_MAX_FOR_ANYONE))
}

/// How a link can be dead.
pub(super) const DEAD: &[ProblemCode] = &[
    ProblemCode::ResetUsed,
    ProblemCode::ResetExpired,
    ProblemCode::ResetReplaced,
    ProblemCode::ResetRevoked,
    ProblemCode::ResetOutdated,
    ProblemCode::ResetInactive,
    ProblemCode::ResetUnknown,
];

/// The live link with this code, and its person; which kind of dead it is otherwise. An address that comes with
/// codes that there are not is turned away after a while; one with a live code never is.
pub(super) async fn live_for(
    context: &Context,
    address: ClientAddress,
    transaction: &mut dyn Transaction,
    purpose: LinkPurpose,
    code: &Secret,
) -> Result<(Link, StaffRecord), Refusal> {
    let now = context.clock.now();
    let found = live(transaction, purpose, code, now).await;
    if found.as_ref().is_err_and(|refusal| refusal.code == ProblemCode::ResetUnknown) {
        context.limits.unknown_code.take(address, now)?;
    }
    found
}

/// The live link with this code, and its person; which kind of dead it is otherwise.
async fn live(
    transaction: &mut dyn Transaction,
    purpose: LinkPurpose,
    code: &Secret,
    now: UnixSeconds,
) -> Result<(Link, StaffRecord), Refusal> {
    let link = transaction.links().find_by_code_hash(purpose, &digest(code.expose())).await?;
    let link = link.ok_or(ProblemCode::ResetUnknown)?;
    let person = transaction.staff().get(&link.staff_id).await?.ok_or(ProblemCode::ResetUnknown)?;
    match death(&link, person.listed.status, now) {
        Some(code) => Err(code.into()),
        None => Ok((link, person)),
    }
}

/// Which kind of dead a link is by `now`, if it is.
fn death(link: &Link, status: StaffStatus, now: UnixSeconds) -> Option<ProblemCode> {
    let needed = match link.purpose {
        LinkPurpose::PasswordReset => StaffStatus::Active,
        LinkPurpose::Invitation => StaffStatus::Pending,
    };
    match link.ended.map(|(end, _)| end) {
        Some(LinkEnd::Used) => Some(ProblemCode::ResetUsed),
        Some(LinkEnd::Replaced) => Some(ProblemCode::ResetReplaced),
        Some(LinkEnd::PasswordChanged | LinkEnd::EmailChanged) => Some(ProblemCode::ResetOutdated),
        None if now >= link.expires_at => Some(ProblemCode::ResetExpired),
        None if status == needed => None,
        // Not for ever: once the person is active again, to call them inactive would send them astray.
        Some(LinkEnd::Deactivated) | None if status == StaffStatus::Inactive => {
            Some(ProblemCode::ResetInactive)
        }
        Some(LinkEnd::Revoked | LinkEnd::Deactivated) | None => Some(ProblemCode::ResetRevoked),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{PasswordResetId, StaffId};

    const EXPIRES: UnixSeconds = UnixSeconds(2_000);
    const BEFORE: UnixSeconds = EXPIRES.plus(-1);

    fn link(purpose: LinkPurpose, end: Option<LinkEnd>) -> Link {
        Link {
            id: PasswordResetId::new("link"),
            purpose,
            staff_id: StaffId::new("camille"),
            sent_to: None,
            salt: [0; 32],
            requested_by: None,
            requested_by_name: None,
            requested_at: UnixSeconds(1_000),
            expires_at: EXPIRES,
            sent_at: None,
            failed_at: None,
            mail_reason: None,
            opened_at: None,
            ended: end.map(|end| (end, UnixSeconds(1_500))),
            ended_by_name: None,
        }
    }

    /// A link lives until the second it runs out, for a person in the state that it was made for.
    #[test]
    fn a_link_lives_for_the_person_it_was_made_for() {
        let reset = link(LinkPurpose::PasswordReset, None);
        assert_eq!(death(&reset, StaffStatus::Active, BEFORE), None);
        assert_eq!(death(&reset, StaffStatus::Active, EXPIRES), Some(ProblemCode::ResetExpired));
        assert_eq!(death(&reset, StaffStatus::Inactive, BEFORE), Some(ProblemCode::ResetInactive));
        assert_eq!(death(&reset, StaffStatus::Pending, BEFORE), Some(ProblemCode::ResetRevoked));
        let invitation = link(LinkPurpose::Invitation, None);
        assert_eq!(death(&invitation, StaffStatus::Pending, BEFORE), None);
        assert_eq!(death(&invitation, StaffStatus::Active, BEFORE), Some(ProblemCode::ResetRevoked));
        assert_eq!(death(&invitation, StaffStatus::Inactive, BEFORE), Some(ProblemCode::ResetInactive));
    }

    /// A dead link says which kind of dead it is, for as long as that helps.
    #[test]
    fn a_dead_link_says_how_it_died() {
        for (end, status, code) in [
            (LinkEnd::Used, StaffStatus::Active, ProblemCode::ResetUsed),
            (LinkEnd::Replaced, StaffStatus::Active, ProblemCode::ResetReplaced),
            (LinkEnd::Revoked, StaffStatus::Active, ProblemCode::ResetRevoked),
            (LinkEnd::PasswordChanged, StaffStatus::Active, ProblemCode::ResetOutdated),
            (LinkEnd::EmailChanged, StaffStatus::Active, ProblemCode::ResetOutdated),
            (LinkEnd::Deactivated, StaffStatus::Inactive, ProblemCode::ResetInactive),
            (LinkEnd::Deactivated, StaffStatus::Active, ProblemCode::ResetRevoked),
        ] {
            let dead = link(LinkPurpose::PasswordReset, Some(end));
            assert_eq!(death(&dead, status, BEFORE), Some(code), "{end:?}");
            assert_eq!(death(&dead, status, EXPIRES), Some(code), "{end:?}");
        }
    }
}
