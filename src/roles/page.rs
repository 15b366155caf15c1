//! What stands under the heading: the search, the way to a new role, and the table.

use super::list::provide_role_list;
use super::model::matching;
use super::table::RoleTable;
use super::words;
use crate::feedback::LoadFailed;
use crate::routes;
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;
use leptos_router::components::Outlet;

/// The id of the link to the drawer that makes a role, which the keyboard goes back to.
pub(super) const NEW_ID: &str = "role-new";

const SEARCH_ID: &str = "search-roles";

/// The system roles and the practice's own. Drawers and questions follow them in the document.
#[component]
pub fn RolesPage() -> impl IntoView {
    let list = provide_role_list();
    let search = RwSignal::new(String::new());
    let all = Memo::new(move |_| match &*list.answer().read() {
        Some(Ok(roles)) => Some(roles.clone()),
        _ => None,
    });
    let found = Memo::new(move |_| all.read().as_ref().map(|roles| matching(roles, &search.read())));
    let failure = Memo::new(move |_| match &*list.answer().read() {
        Some(Err(error)) => Some(error.clone()),
        _ => None,
    });
    let is_empty = Memo::new(move |_| found.read().as_ref().is_some_and(Vec::is_empty));
    let figures = move || match (&*found.read(), &*all.read()) {
        (Some(found), _) if found.is_empty() => words::nothing_matches(&search.read()),
        (Some(found), Some(all)) => words::showing(found.len(), all.len()),
        _ => String::new(),
    };
    let table = move || match failure.get() {
        Some(error) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| list.retry()) /> }.into_any()
        }
        None if is_empty.get() => ().into_any(),
        None => view! { <RoleTable roles=found /> }.into_any(),
    };
    let clear = Callback::new(move |()| {
        search.set(String::new());
        dom::focus_soon(SEARCH_ID.to_owned());
    });
    view! {
        <p class="roles__introduction">{words::INTRODUCTION}</p>
        <div class="roles__tools">
            <div class="field roles__search">
                <label class="field__label" for=SEARCH_ID>
                    {words::SEARCH_ROLES}
                </label>
                <input id=SEARCH_ID class="field__input" type="search" autocomplete="off" bind:value=search />
            </div>
            <a
                id=NEW_ID
                class="button button--primary"
                href=routes::new_role()
                data-noscroll
                on:click=move |event| list.press(&event)
            >
                {words::NEW_ROLE}
            </a>
        </div>
        {table}
        <div class="roles__foot">
            <p role="status">{figures}</p>
            <Show when=move || is_empty.get()>
                <Button kind=ButtonKind::Secondary on_press=clear>
                    {words::CLEAR_SEARCH}
                </Button>
            </Show>
        </div>
        <Outlet />
    }
    .into_any()
}
