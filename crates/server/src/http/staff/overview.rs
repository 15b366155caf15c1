//! `get_staff_overview`: what needs attention, at a glance.

use super::filter::filter;
use crate::context::Context;
use crate::http::caller::Administrator;
use crate::http::openapi::{ADMINISTRATOR, refusals};
use crate::http::refusal::Refusal;
use axum::Json;
use axum::extract::State;
use staffroom_contract::paths::template;
use staffroom_contract::{LinkFilter, ListStaff, MailFilter, SignInFilter, StaffOverview, StaffStatus};

refusals!(Refusals: ADMINISTRATOR);

/// How many people somebody should look after. Each number is that of a list with a filter.
#[utoipa::path(
    get,
    path = template::STAFF_OVERVIEW,
    operation_id = "get_staff_overview",
    tag = "staff",
    security(("session" = [])),
    responses((status = 200, description = "The numbers.", body = StaffOverview), Refusals),
)]
pub(super) async fn get_staff_overview(
    _: Administrator,
    State(context): State<Context>,
) -> Result<Json<StaffOverview>, Refusal> {
    let now = context.clock.now();
    let mut transaction = context.store.read().await?;
    let mut people = transaction.staff();
    let mut count = async |list: ListStaff| {
        let counts = people.count_listed(&filter(&list, now)).await?;
        Ok::<_, Refusal>(counts.of(list.status))
    };
    Ok(Json(StaffOverview {
        links_running_out: count(ListStaff { link: Some(LinkFilter::RunningOut), ..ListStaff::default() })
            .await?,
        invitations_ran_out: count(ListStaff {
            status: Some(StaffStatus::Pending),
            link: Some(LinkFilter::InvitationRanOut),
            ..ListStaff::default()
        })
        .await?,
        mails_failed: count(ListStaff { mail: Some(MailFilter::Failed), ..ListStaff::default() }).await?,
        not_signed_in: count(ListStaff {
            status: Some(StaffStatus::Active),
            sign_in: Some(SignInFilter::NotFor90Days),
            ..ListStaff::default()
        })
        .await?,
    }))
}
