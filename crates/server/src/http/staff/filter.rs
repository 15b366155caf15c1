//! Filters of the staff table, as of a point in time.

use staffroom_contract::staff_list::{LINK_RUNS_OUT_SECONDS, MAIL_FAILED_SECONDS, NOT_SIGNED_IN_SECONDS};
use staffroom_contract::{LinkFilter, ListStaff, SecondFactorFilter, SignInFilter, UnixSeconds};
use staffroom_store::{LinkCondition, SignInCondition, StaffFilter, StaffRecord};

/// Whom a request lets through by `now`. Whoever is restricted to their offices finds those only who share one with
/// them.
pub(super) fn filter(request: &ListStaff, asker: &StaffRecord, now: UnixSeconds) -> StaffFilter {
    StaffFilter {
        status: request.status,
        role: request.role.clone(),
        primary_provider: request.primary_provider_id.clone(),
        office: request.office.clone(),
        within_reach_of: asker.restrict_offices.then(|| asker.listed.id.clone()),
        second_factor: request.second_factor.map(|filter| filter == SecondFactorFilter::On),
        sign_in: request.sign_in.map(|filter| match filter {
            SignInFilter::Never => SignInCondition::Never,
            SignInFilter::NotFor90Days => SignInCondition::Before(now.plus(-NOT_SIGNED_IN_SECONDS)),
        }),
        link: request.link.map(|filter| match filter {
            LinkFilter::Live => LinkCondition::LiveAt(now),
            LinkFilter::RunningOut => {
                LinkCondition::RunsOut { after: now, until: now.plus(LINK_RUNS_OUT_SECONDS) }
            }
            LinkFilter::InvitationRanOut => LinkCondition::InvitationRanOutBy(now),
        }),
        mail_failed_since: request.mail.map(|_| now.plus(-MAIL_FAILED_SECONDS)),
    }
}
