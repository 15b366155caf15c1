//! `get_staff_overview`: what needs attention, at a glance.

use super::filter::filter;
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{
    LinkFilter, ListStaff, MailFilter, SignInFilter, StaffOverview, StaffStatus, UnixSeconds,
};
use staffroom_store::{StoreError, Transaction};

refusals!(Refusals: ADMINISTRATOR);

/// How many people somebody should look after. Each number is that of a list with a filter: whoever is restricted to
/// their offices is told of those only whom they see.
#[utoipa::path(
    get,
    path = template::STAFF_OVERVIEW,
    operation_id = "get_staff_overview",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, description = "The numbers.", body = StaffOverview), Refusals),
)]
pub(super) async fn get_staff_overview(
    administrator: Administrator,
    State(context): State<Context>,
) -> Result<Json<StaffOverview>, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let mut numbers = [0; 4];
    for (number, list) in numbers.iter_mut().zip(lists()) {
        let counts = transaction.staff().count_listed(&filter(&list, &administrator.person, now)).await?;
        *number = counts.of(list.status);
    }
    let [links_running_out, invitations_ran_out, mails_failed, not_signed_in] = numbers;
    let running_bulk = transaction.bulk().running_of(administrator.id()).await?;
    Ok(Json(StaffOverview {
        links_running_out,
        invitations_ran_out,
        mails_failed,
        not_signed_in,
        running_bulk,
    }))
}

/// Whether any of the numbers is not zero, or a bulk act of theirs runs.
pub(super) async fn needs_attention(
    transaction: &mut dyn Transaction,
    asker: &Administrator,
    now: UnixSeconds,
) -> Result<bool, StoreError> {
    for list in lists() {
        if transaction.staff().any_listed(&filter(&list, &asker.person, now)).await? {
            return Ok(true);
        }
    }
    Ok(transaction.bulk().running_of(asker.id()).await?.is_some())
}

/// Those whom somebody should look after, in the order of the numbers.
fn lists() -> [ListStaff; 4] {
    let everybody = ListStaff::default;
    [
        ListStaff { link: Some(LinkFilter::RunningOut), ..everybody() },
        ListStaff {
            status: Some(StaffStatus::Pending),
            link: Some(LinkFilter::InvitationRanOut),
            ..everybody()
        },
        ListStaff { mail: Some(MailFilter::Failed), ..everybody() },
        ListStaff {
            status: Some(StaffStatus::Active),
            sign_in: Some(SignInFilter::NotFor90Days),
            ..everybody()
        },
    ]
}
