//! The part of the staff page that is about one person. It is larger than the table, and a browser loads it once
//! somebody reaches for a row.

use super::add_drawer::AddDrawer;
use super::deactivate_dialog::DeactivateDialog;
use super::detail_panel::DetailPanel;
use super::offices_drawer::OfficesDrawer;
use super::role_drawer::RoleDrawer;
use super::status_dialog::ReactivateDialog;
use super::update_drawer::UpdateDrawer;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::ui::{Later, NotLoaded, split_off};
use leptos::prelude::*;

/// A piece of the part, each with a route of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The Add Staff drawer over the table.
    Add,
    /// The detail panel.
    Panel,
    /// The Update Staff drawer over it.
    Drawer,
    /// The Change Role drawer over it.
    Role,
    /// The drawer over it that says where the person works.
    Offices,
    /// The question over it whether to deactivate the person.
    Deactivate,
    /// The question over it whether to reactivate the person.
    Reactivate,
}

/// Draws a piece, once the part is there.
type Draw = fn(Piece) -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
pub(super) struct PersonPart(Later<Draw>);

/// Makes the part available to the page; nothing of it is loaded yet.
pub(super) fn provide_person_part() {
    provide_context(PersonPart(Later::new()));
}

/// The part of the page above.
pub(super) fn use_person_part() -> PersonPart {
    expect_context()
}

impl PersonPart {
    /// Loads the part, unless it is there or on its way.
    pub(super) fn load(self) {
        self.0.load(load);
    }
}

/// A piece in its place. Where nothing else would, it says so if the part cannot be loaded.
#[component]
pub fn Person(
    /// Which one.
    piece: Piece,
) -> impl IntoView {
    let part = use_person_part();
    part.load();
    // What the piece provides, the routes below it use.
    let owner = Owner::current();
    move || match part.0.get() {
        Some(Ok(draw)) => owner.as_ref().map(|owner| owner.with(|| draw(piece))).into_any(),
        Some(Err(NotLoaded)) if [Piece::Panel, Piece::Add].contains(&piece) => {
            let retry = Callback::new(move |()| part.load());
            view! { <section class="staff-panel"><LoadFailed error=ApiError::Network on_retry=retry /></section> }
                .into_any()
        }
        // As wide as it will be, so that the table has its final width at once.
        _ if piece == Piece::Panel => view! { <section class="staff-panel" aria-busy="true" /> }.into_any(),
        _ => ().into_any(),
    }
}

fn draw(piece: Piece) -> AnyView {
    match piece {
        Piece::Add => view! { <AddDrawer /> }.into_any(),
        Piece::Panel => view! { <DetailPanel /> }.into_any(),
        Piece::Drawer => view! { <UpdateDrawer /> }.into_any(),
        Piece::Role => view! { <RoleDrawer /> }.into_any(),
        Piece::Offices => view! { <OfficesDrawer /> }.into_any(),
        Piece::Deactivate => view! { <DeactivateDialog /> }.into_any(),
        Piece::Reactivate => view! { <ReactivateDialog /> }.into_any(),
    }
}

split_off!("split-app", person, Draw, draw);
