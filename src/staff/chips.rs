//! The filters in force, each with a way to take it away.

use super::links::use_links;
use super::list::use_list;
use super::list_part::FILTERS_BUTTON;
use super::own_options::use_options;
use super::words::list_part as words;
use crate::ui::{Button, ButtonKind, Icon, IconName, dom};
use leptos::prelude::*;

/// The filters in force. Taking one away leads the keyboard to the next one, or to where filters come from.
#[component]
pub(super) fn Chips() -> impl IntoView {
    let links = use_links();
    let names = move || links.query().filters().map(|(name, _)| name).collect::<Vec<_>>();
    let clear = Callback::new(move |()| {
        links.ask(&untrack(|| links.query()).unfiltered());
        dom::focus_soon(FILTERS_BUTTON.to_owned());
    });
    let has_filters = Memo::new(move |_| links.query().is_filtered());
    let chips = move || {
        view! {
            <ul class="staff-chips__list" aria-label=words::FILTERS_IN_FORCE>
                <For each=names key=|name| *name let:name>
                    <li>
                        <Chip name />
                    </li>
                </For>
            </ul>
            <Button kind=ButtonKind::Quiet on_press=clear>
                {words::CLEAR_FILTERS}
            </Button>
        }
    };
    move || has_filters.get().then(chips)
}

#[component]
fn Chip(name: &'static str) -> impl IntoView {
    let (links, list) = (use_links(), use_list());
    let options = use_options(name);
    let value = Memo::new(move |_| links.query().get(name).to_owned());
    let words = Memo::new(move |_| {
        let value = value.get();
        let options = options.read();
        let offered = options.iter().find(|(option, _)| *option == value).map(|(_, words)| words.clone());
        // Somebody who is a provider no longer is known by those whose provider they are.
        let known = offered.or_else(|| list.name_of(&value));
        words::chip(words::filter(name), &known.unwrap_or_else(|| value.clone()))
    });
    let remove = Callback::new(move |()| {
        links.ask(&untrack(|| links.query()).with(name, ""));
        dom::focus_soon(FILTERS_BUTTON.to_owned());
    });
    view! {
        <Button
            kind=ButtonKind::Secondary
            label=Signal::derive(move || words::remove(&words.read()))
            on_press=remove
        >
            <span>{move || words.get()}</span>
            <Icon name=IconName::Close />
        </Button>
    }
}
