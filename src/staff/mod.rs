//! The staff table, a person's detail panel, and what is done from there.

use leptos::prelude::*;
use leptos_router::components::Outlet;

/// What is done to a person's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusChange {
    /// Takes their access away.
    Deactivate,
    /// Gives it back.
    Reactivate,
}

/// The staff table.
#[component]
pub fn StaffPage() -> impl IntoView {
    view! { <h1 tabindex="-1">"Staff"</h1><Outlet /> }
}

/// One person.
#[component]
pub fn DetailPanel() -> impl IntoView {
    view! { <Outlet /> }
}

/// The form to change a person.
#[component]
pub fn UpdateDrawer() -> impl IntoView {}

/// The question whether to change a person's status.
#[component]
pub fn StatusDialog(
    /// Which way.
    change: StatusChange,
) -> impl IntoView {
    let _ = change;
}
