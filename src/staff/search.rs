//! The search above the staff table.

use super::links::use_links;
use super::words;
use crate::ui::{Icon, IconName, dom, use_open_dialogs};
use leptos::ev::{self, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use staffroom_contract::text::{SEARCH_MAX, tidy};
use std::time::Duration;

/// How long nothing must be typed before it is looked for.
const PAUSE: Duration = Duration::from_millis(150);

/// The id of the search's input.
pub(super) const SEARCH_ID: &str = "staff-search";

/// The search: looks for what is typed, and puts it into the address. The key `/` leads to it.
#[component]
pub(super) fn SearchField() -> impl IntoView {
    let links = use_links();
    let input = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(links.search().get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    on_cleanup(stop);

    let look = move || {
        let typed = tidy(&typed.get_untracked());
        let search: String = typed.chars().filter(|c| !c.is_control()).take(SEARCH_MAX as usize).collect();
        if search != links.search().get_untracked() {
            links.set_search(&search);
        }
    };
    let on_input = move |_| {
        stop();
        timer.set_value(set_timeout_with_handle(look, PAUSE).ok());
    };
    // Back and forward change the address without the field.
    Effect::watch(
        move || links.search().get(),
        move |search, _, _| {
            if tidy(&typed.read_untracked()) != *search {
                typed.set(search.clone());
            }
        },
        false,
    );

    let dialogs = use_open_dialogs();
    let shortcut = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let is_plain = event.key() == "/" && !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        let is_covered = dialogs.is_some_and(|dialogs| untrack(|| dialogs.any()));
        if is_plain && !is_covered && !is_typing() && dom::focus(input.get_untracked().map(Into::into)) {
            event.prevent_default();
        }
    });
    on_cleanup(move || shortcut.remove());

    view! {
        <label class="staff-search">
            <span class="visually-hidden">{words::SEARCH_STAFF}</span>
            <Icon name=IconName::Search />
            <input
                id=SEARCH_ID
                node_ref=input
                type="search"
                class="staff-search__input"
                bind:value=typed
                on:input=on_input
                placeholder=words::SEARCH_HINT
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-keyshortcuts="/"
            />
        </label>
    }
}

fn is_typing() -> bool {
    dom::focused().is_some_and(|element| {
        element.matches("input, textarea, select, [contenteditable]").unwrap_or_default()
    })
}
