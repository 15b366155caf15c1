use crate::fold::{search_text, sort_key};
use crate::staff::StaffRecord;
use staffroom_contract::StaffStatus;

/// What people are ordered, found and filtered by: the row of `staff_search` that belongs to a record.
pub(super) struct SearchRow<'a> {
    pub(super) staff_id: &'a str,
    pub(super) sort_key: String,
    pub(super) text: String,
    pub(super) status: StaffStatus,
    pub(super) role: &'a str,
    pub(super) provider_id: Option<&'a str>,
    pub(super) last_sign_in_at: i64,
}

impl<'a> SearchRow<'a> {
    pub(super) fn of(record: &'a StaffRecord) -> Self {
        let listed = &record.listed;
        let required = [&listed.first_name, &listed.last_name, &listed.username];
        let optional = [&listed.email, &listed.cell_phone, &record.home_phone];
        let fields = required.into_iter().chain(optional.into_iter().flatten());
        Self {
            staff_id: listed.id.as_str(),
            sort_key: sort_key(&listed.last_name, &listed.first_name),
            text: search_text(fields.map(String::as_str)) + "\n\n",
            status: listed.status,
            role: listed.role.id.as_str(),
            provider_id: listed.primary_provider.as_ref().map(|provider| provider.id.as_str()),
            last_sign_in_at: listed.last_sign_in_at.map_or(0, |at| at.0),
        }
    }
}
