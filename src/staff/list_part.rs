//! The part of the staff page that narrows the list, orders it and changes its look, and that says what needs
//! attention. A browser loads it when somebody reaches for it, or when the address or the list has use for it.

use super::chips::Chips;
use super::filters_popup::FiltersPopup;
use super::glance::Glance;
use super::list::use_list;
use super::look_popup::LookPopup;
use super::mail_trouble::MailTroubleNotice;
use super::select;
use super::words;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::ui::{Later, NotLoaded, split_off};
use leptos::prelude::*;

/// The id of the button that opens the filters.
pub(super) const FILTERS_BUTTON: &str = "staff-filters";
/// The id of the button that opens columns, density and order.
pub(super) const LOOK_BUTTON: &str = "staff-look";

/// The id of the button that opens the ways to select people.
pub(super) const SELECT_BUTTON: &str = "staff-select";

/// A piece of the part, or of the one that selects people, each with a place of its own on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListPiece {
    /// What needs attention, under the title.
    Glance,
    /// Why mail does not leave, if it does not.
    MailTrouble,
    /// The filters in force, over the table.
    Chips,
    /// The choice that is open, under its button.
    Choice,
    /// What can be done with those who are selected, under the table.
    Bar,
    /// The box that selects the person in a row, counted from the top of the table.
    Box(usize),
}

/// Draws a piece, once the part is there.
type Draw = fn(ListPiece) -> AnyView;

/// The part, as far as it is loaded, and which of its choices is open.
#[derive(Clone, Copy)]
pub(super) struct ListPart {
    part: Later<Draw>,
    /// The part that selects people.
    select: Later<Draw>,
    /// Whom somebody has selected, as that part writes it; empty if nobody selects.
    selected: RwSignal<String>,
    /// The id of the button whose choice is open; empty if none is.
    open: RwSignal<String>,
}

impl ListPart {
    /// Nothing of it is loaded yet.
    pub(super) fn new() -> Self {
        Self {
            part: Later::new(),
            select: Later::new(),
            selected: RwSignal::new(String::new()),
            open: RwSignal::new(String::new()),
        }
    }

    /// Loads the part, unless it is there or on its way.
    pub(super) fn load(self) {
        self.part.load(load);
    }

    /// Whom somebody has selected, as a text.
    pub(super) fn selected(self) -> RwSignal<String> {
        self.selected
    }

    /// Whether the choice that is open is how to select.
    fn is_select_open(self) -> bool {
        *self.open.read() == SELECT_BUTTON
    }

    /// Closes the choice that is open.
    pub(super) fn close(self) {
        self.open.set(String::new());
    }

    /// A piece in its place, as soon as it can be drawn.
    pub(super) fn place(self, piece: ListPiece) -> impl Fn() -> AnyView + Clone + Send + 'static {
        move || {
            let selects = match piece {
                ListPiece::Glance | ListPiece::MailTrouble | ListPiece::Chips => false,
                ListPiece::Choice => self.is_select_open(),
                ListPiece::Bar | ListPiece::Box(_) => true,
            };
            match if selects { self.select } else { self.part }.get() {
                Some(Ok(draw)) => draw(piece),
                Some(Err(NotLoaded)) if piece == ListPiece::Choice && !self.open.read().is_empty() => {
                    let retry = Callback::new(move |()| self.load_open());
                    view! { <div class="staff-popup"><LoadFailed error=ApiError::Network on_retry=retry /></div> }
                    .into_any()
                }
                _ => ().into_any(),
            }
        }
    }

    /// Loads what draws the choice that is open.
    fn load_open(self) {
        if untrack(|| self.is_select_open()) {
            select::load_into(self.select);
        } else {
            self.load();
        }
    }
}

/// The buttons that open the choices, and the one that is open.
#[component]
pub(super) fn ListTools() -> impl IntoView {
    let part = use_list().part();
    let button = move |id: &'static str, label: &'static str| {
        view! {
            <button
                type="button"
                id=id
                class="button button--secondary"
                aria-haspopup="dialog"
                aria-expanded=move || if *part.open.read() == id { "true" } else { "false" }
                on:click=move |_| {
                    part.open.update(|open| *open = if open == id { String::new() } else { id.to_owned() });
                    part.load_open();
                }
            >
                {label}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="staff-tools">
            {button(FILTERS_BUTTON, words::FILTERS)} {button(LOOK_BUTTON, words::VIEW)}
            {button(SELECT_BUTTON, words::SELECT)}
            {part.place(ListPiece::Choice)}
        </div>
    }
    .into_any()
}

fn draw(piece: ListPiece) -> AnyView {
    match piece {
        ListPiece::Glance => view! { <Glance /> }.into_any(),
        ListPiece::MailTrouble => view! { <MailTroubleNotice /> }.into_any(),
        ListPiece::Chips => view! { <Chips /> }.into_any(),
        ListPiece::Choice => view! { <Choice /> }.into_any(),
        ListPiece::Bar | ListPiece::Box(_) => ().into_any(),
    }
}

/// The choice that is open.
#[component]
fn Choice() -> impl IntoView {
    let open = use_list().part().open;
    let open = Memo::new(move |_| open.get());
    move || match open.read().as_str() {
        FILTERS_BUTTON => view! { <FiltersPopup /> }.into_any(),
        LOOK_BUTTON => view! { <LookPopup /> }.into_any(),
        _ => ().into_any(),
    }
}

split_off!("split-app", staff_list, Draw, draw);
