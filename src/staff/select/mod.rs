//! Doing the same to many people: selecting them in the table, a look at what it would come to, and the way to begin.
//!
//! A part that is loaded once somebody wants to select. What is selected is a text in the list's part
//! ([`ListPart::selected`](super::list_part::ListPart::selected)), so that the table itself knows nothing of it.

mod bar;
mod form;
mod popup;
mod preview;
mod row_box;
mod selection;
mod words;

use super::list_part::ListPiece;
use crate::ui::{Later, split_off};
use bar::Bar;
use leptos::prelude::*;
use popup::SelectPopup;
use row_box::RowBox;

/// Draws a piece, once the part is there.
type Draw = fn(ListPiece) -> AnyView;

fn draw(piece: ListPiece) -> AnyView {
    match piece {
        ListPiece::Choice => view! { <SelectPopup /> }.into_any(),
        ListPiece::Bar => view! { <Bar /> }.into_any(),
        ListPiece::Box(row) => view! { <RowBox row /> }.into_any(),
        ListPiece::Glance | ListPiece::MailTrouble | ListPiece::Chips => ().into_any(),
    }
}

/// Loads the part, unless it is there or on its way.
pub(super) fn load_into(part: Later<Draw>) {
    part.load(load);
}

split_off!("split-app", staff_select, Draw, draw);
