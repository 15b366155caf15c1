use crate::fold::{search_text, sort_key};
use crate::staff::StaffRecord;

/// What people are ordered and found by: the row of `staff_search` that belongs to a record.
pub(super) struct SearchRow<'a> {
    pub(super) staff_id: &'a str,
    pub(super) sort_key: String,
    pub(super) text: String,
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
        }
    }
}
