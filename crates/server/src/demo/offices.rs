//! The offices of the sample practice.

use staffroom_contract::{OfficeId, StaffOffice};

/// Where most people work.
pub(super) const MAIN_STREET: &str = "Main Street";
/// Where the others work.
pub(super) const RIVERSIDE: &str = "Riverside";
/// All that there can be.
const ALL: [&str; 8] =
    [MAIN_STREET, RIVERSIDE, "Hilltop", "Lakeside", "Northgate", "Old Mill", "Orchard", "Station Road"];

/// Those of a practice of so many people: two, and one more for each thousand.
pub(super) fn of(staff: usize) -> &'static [&'static str] {
    &ALL[..ALL.len().min(2 + staff / 1_000)]
}

/// The office of this name, with the same id in every sample practice.
pub(super) fn office(name: &str) -> StaffOffice {
    let id = name.to_lowercase().replace(' ', "-");
    StaffOffice { id: OfficeId::new(format!("sample-{id}")), name: name.to_owned(), is_closed: false }
}
