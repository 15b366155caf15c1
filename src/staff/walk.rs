//! Walking through people with the arrow keys, row by row, with the panel following.

use super::links::Links;
use super::list::{Direction, StaffList};
use crate::ui::dom;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use staffroom_contract::StaffId;

/// From this width on the panel stands beside the table, in CSS pixels. `staff-panel-place.css` says the same.
const BESIDE_FROM: f64 = 1200.0;

/// Where rows are, for those who do not draw them.
#[derive(Clone, Copy)]
pub(super) struct Rows(StoredValue<Option<Callback<usize>>>);

/// Lets the table tell the other parts of the page how to bring a row into sight.
pub(super) fn provide_rows() {
    provide_context(Rows(StoredValue::new(None)));
}

/// The rows of the page above.
pub(super) fn use_rows() -> Rows {
    expect_context()
}

impl Rows {
    /// Takes note of how to bring a row into sight.
    pub(super) fn set_reveal(self, reveal: Callback<usize>) {
        self.0.set_value(Some(reveal));
    }

    fn reveal(self, row: usize) {
        if let Some(reveal) = self.0.get_value() {
            reveal.try_run(row);
        }
    }
}

/// The id of a person's View link, which the keyboard goes to and comes from.
pub(super) fn view_link_id(id: &StaffId) -> String {
    format!("view-{id}")
}

/// The way that a key leads, if it leads anywhere and the panel stands beside the table.
pub(super) fn direction_of(event: &KeyboardEvent) -> Option<Direction> {
    let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key() || event.shift_key());
    let width = window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default();
    let direction = match event.key().as_str() {
        "ArrowUp" => Direction::Up,
        "ArrowDown" => Direction::Down,
        _ => return None,
    };
    (is_plain && width >= BESIDE_FROM).then_some(direction)
}

/// Opens the panel of the person before or after `id` and brings their row into sight. Says who it is.
pub(super) fn walk(
    list: &StaffList,
    links: Links,
    rows: Rows,
    id: &StaffId,
    direction: Direction,
) -> Option<StaffId> {
    let (row, beside) = list.beside(id, direction)?;
    rows.reveal(row);
    links.replace(&untrack(|| links.person(&beside)));
    Some(beside)
}

/// Moves the keyboard to a person's row.
pub(super) fn focus_row(id: &StaffId) {
    dom::focus_soon(view_link_id(id));
}
