//! The frame around the pages of the signed-in part.

use super::home_page::SignOutButton;
use super::titles::use_page;
use super::words;
use crate::routes::Page;
use crate::session::use_session;
use crate::ui::dom::{focus, unique_id};
use crate::ui::{Icon, IconName};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use staffroom_contract::paths::page;
use staffroom_contract::{Permission, Session};

const MAIN_ID: &str = "main";

/// The bar with the practice's name and the menu at the left, the breadcrumbs and the account on top, the page in
/// the rest. The link past all of it comes first.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="frame">
            <SkipLink />
            <Bar />
            <Header />
            <main id=MAIN_ID class="frame__main" tabindex="-1">
                {children()}
            </main>
        </div>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    let skip = |event: MouseEvent| {
        // The router would take the fragment for a navigation.
        event.prevent_default();
        focus(document().get_element_by_id(MAIN_ID));
    };
    view! {
        <a class="skip-link" href=format!("#{MAIN_ID}") on:click=skip>
            {words::SKIP}
        </a>
    }
}

/// On a phone the menu folds into a button, and folds up again once it has led somewhere.
#[component]
fn Bar() -> impl IntoView {
    let practice_name = of_session(|session| session.practice_name);
    let is_open = RwSignal::new(false);
    let menu_id = unique_id("menu");
    let controls = menu_id.clone();
    let fold_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            is_open.set(false);
        }
    };
    view! {
        <nav class="frame__bar" aria-label="Main" on:keydown=fold_on_escape>
            <p class="frame__practice">{practice_name}</p>
            <button
                type="button"
                class="frame__menu-button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=controls
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <Icon name=IconName::Menu />
                {words::MENU}
            </button>
            <div
                id=menu_id
                class="frame__tree"
                data-open=move || is_open.get().then_some("")
                on:click=move |_| is_open.set(false)
            >
                <Tree />
            </div>
        </nav>
    }
}

#[component]
fn Tree() -> impl IntoView {
    let [account, practice, general] = words::TRAIL;
    let session = use_session();
    let may = move |permission| {
        Memo::new(move |_| session.current().is_some_and(|session| session.may(permission)))
    };
    let (sees_audit_log, manages_practice) = (may(Permission::ViewAuditLog), may(Permission::ManagePractice));
    view! {
        <ul class="tree">
            <li>
                <span class="tree__branch">{account}</span>
                <ul>
                    <li>
                        <span class="tree__branch">{practice}</span>
                        <ul>
                            <li>
                                <span class="tree__branch">{general}</span>
                                <ul>
                                    <Leaf href=page::STAFF to=Page::Staff />
                                    <Show when=move || sees_audit_log.get()>
                                        <Leaf href=page::AUDIT_LOG to=Page::AuditLog />
                                    </Show>
                                    <Show when=move || manages_practice.get()>
                                        <Leaf href=page::PRACTICE to=Page::PracticeSettings />
                                    </Show>
                                </ul>
                            </li>
                        </ul>
                    </li>
                </ul>
            </li>
        </ul>
    }
}

#[component]
fn Leaf(href: &'static str, to: Page) -> impl IntoView {
    let page = use_page();
    view! {
        <li>
            <a class="tree__leaf" href=href aria-current=move || (page.get() == to).then_some("page")>
                {to.name()}
            </a>
        </li>
    }
}

#[component]
fn Header() -> impl IntoView {
    let full_name = of_session(|session| session.full_name);
    view! {
        <header class="frame__header">
            <nav aria-label="Breadcrumb">
                <Breadcrumbs />
            </nav>
            <div class="frame__account">
                <span class="frame__person">
                    <Icon name=IconName::Person />
                    {full_name}
                </span>
                <SignOutButton />
            </div>
        </header>
    }
}

/// Where the page stands in the menu. Text only: the branches of the menu are no pages, and the last is this one.
#[component]
fn Breadcrumbs() -> impl IntoView {
    let page = use_page();
    view! {
        <ol class="breadcrumbs">
            {words::TRAIL.map(|name| view! { <li>{name}</li> }).collect_view()}
            <li aria-current="page">{move || page.get().name()}</li>
        </ol>
    }
}

fn of_session(part: fn(Session) -> String) -> Signal<String> {
    let session = use_session();
    Signal::derive(move || session.current().map(part).unwrap_or_default())
}
