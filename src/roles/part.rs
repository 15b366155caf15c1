//! The roles as a part of the app that most visits do without.

use super::page::RolesPage;
use super::retire_dialog::RetireDialog;
use super::role_drawers::{EditDrawer, NewDrawer};
use crate::feedback::ComingPage;
use crate::routes::Page;
use crate::ui::{Later, split_off};
use leptos::prelude::*;

/// A piece of the part, each with a route of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The page.
    Page,
    /// The drawer over it that makes a role.
    New,
    /// The drawer over it that changes one.
    Edit,
    /// The question over it whether to retire one.
    Retire,
}

/// Draws a piece, once the part is there.
type Draw = fn(Piece) -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct RolesPart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_roles_part() {
    provide_context(RolesPart(Later::new()));
}

/// A piece in its place.
#[component]
pub fn Roles(
    /// Which one.
    piece: Piece,
) -> impl IntoView {
    let RolesPart(part) = expect_context();
    part.load(load);
    // What the page provides, the routes below it use.
    let owner = Owner::current();
    let drawn = move || {
        let drawn = |draw: Draw| owner.as_ref().map(|owner| owner.with(|| draw(piece))).into_any();
        part.get().map(|part| part.map(drawn))
    };
    if piece == Piece::Page {
        let load = Callback::new(move |()| part.load(load));
        let draw = Callback::new(move |()| drawn());
        view! { <ComingPage class="roles" heading=Page::Roles.name() load draw /> }.into_any()
    } else {
        (move || drawn().and_then(Result::ok)).into_any()
    }
}

fn draw(piece: Piece) -> AnyView {
    match piece {
        Piece::Page => view! { <RolesPage /> }.into_any(),
        Piece::New => view! { <NewDrawer /> }.into_any(),
        Piece::Edit => view! { <EditDrawer /> }.into_any(),
        Piece::Retire => view! { <RetireDialog /> }.into_any(),
    }
}

split_off!("split-app", roles, Draw, draw);
