//! Filters of lists, as SQL.

use super::offices;
use crate::sqlite::stored_text::StoredText;
use crate::staff_list::{LinkCondition, SignInCondition, StaffFilter};
use sqlx::{QueryBuilder, Sqlite};
use staffroom_contract::{StaffId, StaffStatus};

/// Whether a filter lets fewer people through than its list has.
pub(super) const fn narrows(filter: &StaffFilter) -> bool {
    filter.role.is_some()
        || filter.primary_provider.is_some()
        || filter.office.is_some()
        || filter.within_reach_of.is_some()
        || matches!(filter.second_factor, Some(true))
        || filter.sign_in.is_some()
        || filter.link.is_some()
        || filter.mail_failed_since.is_some()
}

/// The index in which people stand by their ids.
const BY_ID: &str = "sqlite_autoindex_staff_search_1";

/// Whether the index that names those whom a filter lets through tells the lists apart.
pub(super) fn tells_lists_apart(filter: &StaffFilter) -> bool {
    index_of(filter) != BY_ID
}

/// The index that names those whom a filter lets through: that of the condition that is likely to let the fewest.
pub(super) const fn index_of(filter: &StaffFilter) -> &'static str {
    if filter.mail_failed_since.is_some() {
        "staff_search_of_mail"
    } else if filter.primary_provider.is_some() {
        "staff_search_of_provider"
    } else if filter.link.is_some() {
        "staff_search_of_link"
    } else if filter.role.is_some() {
        "staff_search_of_role"
    } else if filter.office.is_some() || filter.within_reach_of.is_some() {
        // Whoever works somewhere is known by their id.
        BY_ID
    } else {
        "staff_search_by_status"
    }
}

/// Adds that somebody is in a list, or in any: an index that begins with the lists is of use in both cases.
pub(super) fn push_list(sql: &mut QueryBuilder<Sqlite>, status: Option<StaffStatus>) {
    match status {
        Some(_) => push_status(sql, status),
        None => {
            sql.push(" AND staff_search.status IN ('active', 'inactive', 'pending')");
        }
    }
}

/// Adds that somebody is in a list, if one is named.
pub(super) fn push_status(sql: &mut QueryBuilder<Sqlite>, status: Option<StaffStatus>) {
    if let Some(status) = status {
        sql.push(" AND staff_search.status = ").push_bind(status.stored());
    }
}

/// Adds all that a filter demands, but for the list. Where an index is entered at a place by the last sign-in,
/// `is_by_place`, a plus sign keeps SQLite from entering it by the filter.
pub(super) fn push_conditions(sql: &mut QueryBuilder<Sqlite>, filter: &StaffFilter, is_by_place: bool) {
    if let Some(role) = &filter.role {
        sql.push(" AND staff_search.role = ").push_bind(role.as_str().to_owned());
    }
    if let Some(provider) = &filter.primary_provider {
        sql.push(" AND staff_search.provider_id = ").push_bind(StaffId::as_str(provider).to_owned());
    }
    offices::push_conditions(sql, "staff_search.staff_id", filter);
    // Nobody can have one yet.
    if filter.second_factor == Some(true) {
        sql.push(" AND FALSE");
    }
    match filter.sign_in {
        None => {}
        Some(SignInCondition::Never) => {
            sql.push(" AND staff_search.last_sign_in_at = 0");
        }
        Some(SignInCondition::Before(point)) => {
            sql.push(if is_by_place { " AND +" } else { " AND " });
            sql.push("staff_search.last_sign_in_at < ").push_bind(point.0);
        }
    }
    match filter.link {
        None => {}
        Some(LinkCondition::LiveAt(now)) => {
            sql.push(" AND staff_search.link_expires_at > ").push_bind(now.0);
        }
        Some(LinkCondition::RunsOut { after, until }) => {
            sql.push(" AND staff_search.link_expires_at > ")
                .push_bind(after.0)
                .push(" AND staff_search.link_expires_at <= ")
                .push_bind(until.0);
        }
        Some(LinkCondition::InvitationRanOutBy(now)) => {
            sql.push(" AND staff_search.status = 'pending' AND staff_search.link_expires_at <= ")
                .push_bind(now.0);
        }
    }
    if let Some(since) = filter.mail_failed_since {
        sql.push(" AND staff_search.mail_failed_at >= ").push_bind(since.0);
    }
}
