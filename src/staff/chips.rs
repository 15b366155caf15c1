//! The filters in force, each with a way to take it away.

use super::filters::{self, PROVIDER};
use super::links::use_links;
use super::list::use_list;
use super::list_part::ListPiece;
use super::list_words as words;
use super::providers::use_providers;
use crate::ui::{Button, ButtonKind, Icon, IconName, dom};
use leptos::prelude::*;

/// The filters in force. Taking one away leads the keyboard to the next one, or to where filters come from.
#[component]
pub(super) fn Chips() -> impl IntoView {
    let links = use_links();
    let names = move || links.query().filters().map(|(name, _)| name).collect::<Vec<_>>();
    let clear = Callback::new(move |()| {
        links.ask(&untrack(|| links.query()).unfiltered());
        dom::focus_soon(ListPiece::Filters.button_id().to_owned());
    });
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
}

#[component]
fn Chip(name: &'static str) -> impl IntoView {
    let (links, list) = (use_links(), use_list());
    let providers = (name == PROVIDER).then(use_providers);
    let value = Memo::new(move |_| links.query().get(name).to_owned());
    let options = filters::options(name);
    let words = Memo::new(move |_| {
        let value = value.get();
        let known = options.iter().find(|(option, _)| *option == value).map(|(_, words)| words.clone());
        // Somebody who is a provider no longer is known by those whose provider they are.
        let provider = || {
            let offered = providers?.get().into_iter().find(|(id, _)| *id == value).map(|(_, name)| name);
            offered.or_else(|| list.provider_name(&value))
        };
        words::chip(words::filter(name), &known.or_else(provider).unwrap_or_else(|| value.clone()))
    });
    let remove = Callback::new(move |()| {
        links.ask(&untrack(|| links.query()).with(name, ""));
        dom::focus_soon(ListPiece::Filters.button_id().to_owned());
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
