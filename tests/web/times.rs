//! Days and times in the browser's own zone and calendar.

use staffroom::ui::time::{day, start_of_day, time_of_day};
use staffroom_contract::UnixSeconds;
use wasm_bindgen_test::wasm_bindgen_test;

/// A day that is chosen begins where its reader's clock shows midnight, and its last second still belongs to it.
#[wasm_bindgen_test]
fn a_day_begins_at_the_readers_midnight() {
    let start = start_of_day(2026, 11, 24);
    assert_eq!(day(start), "Tuesday, November 24, 2026");
    assert!(time_of_day(start).starts_with("12:00:00"));
    assert_eq!(day(UnixSeconds(start_of_day(2026, 11, 25).0 - 1)), "Tuesday, November 24, 2026");
}

/// The day after the last of a month is the next month's first.
#[wasm_bindgen_test]
fn days_count_on_over_the_end_of_a_month() {
    assert_eq!(start_of_day(2026, 11, 31), start_of_day(2026, 12, 1));
    assert_eq!(start_of_day(2026, 12, 32), start_of_day(2027, 1, 1));
}
