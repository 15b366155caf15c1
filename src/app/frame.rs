//! The frame around the pages of the signed-in part.

use super::titles::use_page;
use super::words;
use crate::feedback::use_toasts;
use crate::routes::Page;
use crate::session::use_session;
use crate::ui::dom::{focus, unique_id};
use crate::ui::{Button, ButtonKind, Icon, IconName};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use staffroom_contract::Session;
use staffroom_contract::paths::page;

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

/// On a phone the menu folds into a button, and folds up again once it has led somewhere. Whoever uses it sees the
/// pages that they may see by then.
#[component]
fn Bar() -> impl IntoView {
    let session = use_session();
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
                on:click=move |_| {
                    is_open.set(false);
                    session.look_again();
                }
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
    let is_shown = Memo::new(move |_| {
        session.current().is_some_and(|session| Page::start_of(&session) != page::ACCOUNT)
    });
    view! {
        <ul class="tree">
            <li hidden=move || !is_shown.get()>
                <span class="tree__branch">{account}</span>
                <ul>
                    <li>
                        <span class="tree__branch">{practice}</span>
                        <ul>
                            <li>
                                <span class="tree__branch">{general}</span>
                                <ul>
                                    <Leaf href=page::STAFF to=Page::Staff />
                                    <Leaf href=page::ROLES to=Page::Roles />
                                    <Leaf href=page::AUDIT_LOG to=Page::AuditLog />
                                    <Leaf href=page::PRACTICE to=Page::PracticeSettings />
                                </ul>
                            </li>
                        </ul>
                    </li>
                </ul>
            </li>
            <Leaf href=page::ACCOUNT to=Page::Account />
        </ul>
    }
}

/// A page in the menu, for those who may see it.
#[component]
fn Leaf(href: &'static str, to: Page) -> impl IntoView {
    let page = use_page();
    let session = use_session();
    let is_shown = Memo::new(move |_| session.current().is_some_and(|session| to.is_for(&session)));
    view! {
        <Show when=move || is_shown.get()>
            <li>
                <a class="tree__leaf" href=href aria-current=move || (page.get() == to).then_some("page")>
                    {to.name()}
                </a>
            </li>
        </Show>
    }
}

#[component]
fn Header() -> impl IntoView {
    let full_name = of_session(|session| session.full_name);
    let page = use_page();
    view! {
        <header class="frame__header">
            <nav aria-label="Breadcrumb">
                <Breadcrumbs />
            </nav>
            <div class="frame__account">
                <a
                    class="frame__person"
                    href=page::ACCOUNT
                    aria-current=move || (page.get() == Page::Account).then_some("page")
                    title=Page::Account.name()
                >
                    <Icon name=IconName::Person />
                    <span>{full_name}</span>
                </a>
                <SignOutButton />
            </div>
        </header>
    }
}

/// Where the page stands in the menu. Text only: the branches of the menu are no pages, and the last is this one.
#[component]
fn Breadcrumbs() -> impl IntoView {
    let page = use_page();
    // One's own account is in the menu by itself.
    let is_alone = move || (page.get() == Page::Account).then_some("");
    view! {
        <ol class="breadcrumbs" data-alone=is_alone>
            {words::TRAIL.map(|name| view! { <li>{name}</li> }).collect_view()}
            <li aria-current="page">{move || page.get().name()}</li>
        </ol>
    }
}

/// Ends the session, here at once and then at the server.
#[component]
fn SignOutButton() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let sign_out = Callback::new(move |()| {
        toasts.clear();
        session.sign_out();
    });
    view! {
        <Button kind=ButtonKind::Secondary on_press=sign_out>
            {words::SIGN_OUT}
        </Button>
    }
}

fn of_session(part: fn(Session) -> String) -> Signal<String> {
    let session = use_session();
    Signal::derive(move || session.current().map(part).unwrap_or_default())
}
