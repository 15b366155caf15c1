//! The app as a whole: its routes, the frame around its pages, and what happens between them.
//!
//! To add a page: see `routes.rs`, then a `Route` here. Whether somebody may see the signed-in part is decided in
//! one place, [`signed_in_part`]; a page in it needs no guard of its own.

mod document;
pub mod frame;
pub mod not_found_page;
pub mod signed_in_part;
pub mod start_page;
mod titles;
mod words;

use crate::account::Account;
use crate::audit::AuditLog;
use crate::bulk::BulkActs;
use crate::feedback::{ToastRegion, provide_toasts};
use crate::import::Import;
use crate::practice_settings::PracticeSettings;
use crate::roles::{Piece as RolesPiece, Roles, provide_roles_part};
use crate::session::provide_session;
use crate::sign_in::{SessionQuestions, SignIn, provide_sign_in_part};
use crate::staff::{Person, Piece, StaffPage};
use crate::ui::{dom, provide_leave_guard, provide_open_dialogs};
use leptos::prelude::*;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{ParamSegment, StaticSegment};
use not_found_page::NotFoundPage;
use signed_in_part::SignedInPart;
use staffroom_contract::paths::page;
use start_page::StartPage;

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    provide_open_dialogs();
    provide_leave_guard();
    provide_toasts();
    provide_sign_in_part();
    provide_roles_part();
    provide_session(document::may_have_session());
    dom::reload_when_revived();
    view! {
        <Router>
            <Surroundings />
            <Routes fallback=|| view! { <NotFoundPage /> }>
                <Route path=below_root(page::SIGN_IN) view=drawn(|| view! { <SignIn /> }.into_any()) />
                <ParentRoute path=StaticSegment("") view=drawn(|| view! { <SignedInPart /> }.into_any())>
                    <Route path=StaticSegment("") view=drawn(|| view! { <StartPage /> }.into_any()) />
                    <Route path=below_root(page::IMPORT) view=drawn(|| view! { <Import /> }.into_any()) />
                    <StaffRoutes />
                    <RolesRoutes />
                    <Route path=below_root(page::BULK) view=drawn(|| view! { <BulkActs /> }.into_any()) />
                    <Route path=below_root(page::AUDIT_LOG) view=drawn(|| view! { <AuditLog /> }.into_any()) />
                    <Route path=below_root(page::ACCOUNT) view=drawn(|| view! { <Account /> }.into_any()) />
                    <Route path=below_root(page::PRACTICE) view=drawn(|| view! { <PracticeSettings /> }.into_any()) />
                </ParentRoute>
            </Routes>
            <SessionQuestions />
            <ToastRegion />
        </Router>
    }
}

/// The staff table; over it a person's panel; over that a drawer or a question.
#[component(transparent)]
fn StaffRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=below_root(page::STAFF) view=drawn(|| view! { <StaffPage /> }.into_any())>
            <Route path=StaticSegment("") view=drawn(|| ().into_any()) />
            <Route path=StaticSegment(page::NEW) view=drawn(|| view! { <Person piece=Piece::Add /> }.into_any()) />
            <ParentRoute path=ParamSegment(crate::routes::ID) view=drawn(|| view! { <Person piece=Piece::Panel /> }.into_any())>
                <Route path=StaticSegment("") view=drawn(|| ().into_any()) />
                <Route path=StaticSegment(page::EDIT) view=drawn(|| view! { <Person piece=Piece::Drawer /> }.into_any()) />
                <Route path=StaticSegment(page::ROLE) view=drawn(|| view! { <Person piece=Piece::Role /> }.into_any()) />
                <Route path=StaticSegment(page::OFFICES) view=drawn(|| view! { <Person piece=Piece::Offices /> }.into_any()) />
                <Route
                    path=StaticSegment(page::DEACTIVATE)
                    view=drawn(|| view! { <Person piece=Piece::Deactivate /> }.into_any())
                />
                <Route
                    path=StaticSegment(page::REACTIVATE)
                    view=drawn(|| view! { <Person piece=Piece::Reactivate /> }.into_any())
                />
            </ParentRoute>
        </ParentRoute>
    }
    .into_inner()
}

/// The roles; over them a drawer or a question.
#[component(transparent)]
fn RolesRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    let of_role = |last: &'static str| (ParamSegment(crate::routes::ID), StaticSegment(last));
    view! {
        <ParentRoute path=below_root(page::ROLES) view=drawn(|| view! { <Roles piece=RolesPiece::Page /> }.into_any())>
            <Route path=StaticSegment("") view=drawn(|| ().into_any()) />
            <Route path=StaticSegment(page::NEW) view=drawn(|| view! { <Roles piece=RolesPiece::New /> }.into_any()) />
            <Route path=of_role(page::EDIT) view=drawn(|| view! { <Roles piece=RolesPiece::Edit /> }.into_any()) />
            <Route path=of_role(page::RETIRE) view=drawn(|| view! { <Roles piece=RolesPiece::Retire /> }.into_any()) />
        </ParentRoute>
    }
    .into_inner()
}

/// What belongs to no page: the window's title, the keyboard's place, and the shell that stands in until the first
/// page is drawn.
#[component]
fn Surroundings() -> impl IntoView {
    titles::keep_title();
    titles::keep_keyboard_at_heading();
    document::replace_shell();
}

/// How a route is drawn. The router takes any function, and is compiled anew for each type of one: so that all are of
/// one.
fn drawn(view: fn() -> AnyView) -> fn() -> AnyView {
    view
}

/// A page's path as a segment of the router, which writes it without the first slash.
const fn below_root(path: &'static str) -> StaticSegment<&'static str> {
    match path.as_bytes() {
        [b'/', ..] => StaticSegment(path.split_at(1).1),
        _ => StaticSegment(path),
    }
}
