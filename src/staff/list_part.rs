//! The part of the staff page that narrows the list, orders it and changes its look, and that says what needs
//! attention. A browser loads it when somebody reaches for it, or when the address or the list has use for it.

use super::chips::Chips;
use super::filters_popup::FiltersPopup;
use super::glance::Glance;
use super::links::use_links;
use super::list::use_list;
use super::look_popup::LookPopup;
use super::words;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::ui::{Later, NotLoaded, split_off};
use leptos::prelude::*;

const FILTERS_BUTTON: &str = "staff-filters";
const LOOK_BUTTON: &str = "staff-look";

/// A piece of the part, each with a place of its own on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListPiece {
    /// What needs attention, under the title.
    Glance,
    /// The filters in force, over the table.
    Chips,
    /// The choice of filters, under its button.
    Filters,
    /// The choice of columns, density and order, under its button.
    Look,
}

impl ListPiece {
    /// The id of the button that opens it.
    pub(super) const fn button_id(self) -> &'static str {
        match self {
            Self::Look => LOOK_BUTTON,
            _ => FILTERS_BUTTON,
        }
    }
}

/// Draws a piece, once the part is there.
type Draw = fn(ListPiece) -> AnyView;

/// The part, as far as it is loaded, and which of its choices is open.
#[derive(Clone, Copy)]
pub(super) struct ListPart {
    part: Later<Draw>,
    /// The id of the button whose choice is open; empty if none is.
    open: RwSignal<String>,
}

/// Makes the part available to the page. It is loaded at once if the address has filters, or somebody needs attention.
pub(super) fn provide_list_part() -> ListPart {
    let list_part = ListPart { part: Later::new(), open: RwSignal::new(String::new()) };
    provide_context(list_part);
    let (links, list) = (use_links(), use_list());
    Effect::new(move || {
        if list.needs_attention().get() || links.query().is_filtered() {
            list_part.part.load(load);
        }
    });
    list_part
}

/// The part of the page above.
pub(super) fn use_list_part() -> ListPart {
    expect_context()
}

impl ListPart {
    /// Closes the choice that is open.
    pub(super) fn close(self) {
        self.open.set(String::new());
    }

    /// A piece in its place, as soon as it can be drawn.
    fn piece(self, piece: ListPiece) -> Option<AnyView> {
        match self.part.get()? {
            Ok(draw) => Some(draw(piece)),
            Err(NotLoaded) => None,
        }
    }
}

/// What needs attention. Its line is there from the beginning, so that nothing moves when it comes.
#[component]
pub(super) fn GlancePlace() -> impl IntoView {
    let part = use_list_part();
    view! { <div class="staff-glance">{move || part.piece(ListPiece::Glance)}</div> }
}

/// The filters in force. An address with filters has room for them from the beginning.
#[component]
pub(super) fn ChipsPlace() -> impl IntoView {
    let (part, links) = (use_list_part(), use_links());
    let has_filters = Memo::new(move |_| links.query().is_filtered());
    let chips = move || has_filters.get().then(|| part.piece(ListPiece::Chips));
    view! {
        <div class="staff-chips" class:staff-chips--some=move || has_filters.get()>
            {chips}
        </div>
    }
}

/// The buttons that open the choices, and the one that is open.
#[component]
pub(super) fn ListTools() -> impl IntoView {
    let part = use_list_part();
    let button = move |piece: ListPiece, label: &'static str| {
        let is_open = Memo::new(move |_| *part.open.read() == piece.button_id());
        view! {
            <button
                type="button"
                id=piece.button_id()
                class="button button--secondary"
                aria-haspopup="dialog"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                on:click=move |_| {
                    part.part.load(load);
                    let id = if is_open.get_untracked() { "" } else { piece.button_id() };
                    part.open.set(id.to_owned());
                }
            >
                {label}
            </button>
        }
        .into_any()
    };
    let popup = move || {
        let open = match &**part.open.read() {
            FILTERS_BUTTON => ListPiece::Filters,
            LOOK_BUTTON => ListPiece::Look,
            _ => return None,
        };
        Some(match part.part.get()? {
            Ok(draw) => draw(open),
            Err(NotLoaded) => {
                let retry = Callback::new(move |()| part.part.load(load));
                view! { <div class="staff-popup"><LoadFailed error=ApiError::Network on_retry=retry /></div> }
                    .into_any()
            }
        })
    };
    view! {
        <div class="staff-tools">
            {button(ListPiece::Filters, words::FILTERS)} {button(ListPiece::Look, words::VIEW)} {popup}
        </div>
    }
    .into_any()
}

fn draw(piece: ListPiece) -> AnyView {
    match piece {
        ListPiece::Glance => view! { <Glance /> }.into_any(),
        ListPiece::Chips => view! { <Chips /> }.into_any(),
        ListPiece::Filters => view! { <FiltersPopup /> }.into_any(),
        ListPiece::Look => view! { <LookPopup /> }.into_any(),
    }
}

split_off!(staff_list, Draw, draw);
