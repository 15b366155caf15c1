//! The offices of the sample practice.

use staffroom_contract::{OfficeId, StaffOffice};

/// Where most people work.
pub(super) const MAIN_STREET: &str = "Main Street";
/// Where the others work.
pub(super) const RIVERSIDE: &str = "Riverside";
/// All of them.
pub(super) const ALL: [&str; 2] = [MAIN_STREET, RIVERSIDE];

/// The office of this name, with the same id in every sample practice.
pub(super) fn office(name: &str) -> StaffOffice {
    let id = name.to_lowercase().replace(' ', "-");
    StaffOffice { id: OfficeId::new(format!("sample-{id}")), name: name.to_owned(), is_closed: false }
}
