//! The box in a row of the table that selects its person.

use super::bar::BAR_ID;
use super::selection::Selection;
use super::words;
use crate::staff::list::use_list;
use crate::ui::dom;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// A box while somebody selects. Escape leads to what can be done with those who are selected.
#[component]
pub(super) fn RowBox(
    /// Counted from the top of the table.
    row: usize,
) -> impl IntoView {
    let list = use_list();
    let selected = list.part().selected();
    let is_selecting = Memo::new(move |_| !selected.read().is_empty());
    let person = Memo::new(move |_| list.person(row).map(|person| (person.full_name(), person.id)));
    let is_selected = Memo::new(move |_| {
        let person = person.read();
        person.as_ref().is_some_and(|(_, id)| Selection::of(&selected.read()).has(id))
    });
    let select = move |is_on: bool| {
        if let Some((_, id)) = person.get_untracked() {
            selected.update(|text| *text = Selection::of(text).with(&id, is_on).text());
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.stop_propagation();
            dom::focus_soon(BAR_ID.to_owned());
        }
    };
    move || {
        is_selecting.get().then(|| {
            view! {
                <label class="select-box">
                    <input
                        type="checkbox"
                        aria-label=move || person.read().as_ref().map(|(name, _)| words::select(name))
                        prop:checked=is_selected
                        on:change:target=move |event| select(event.target().checked())
                        on:keydown=on_key
                    />
                </label>
            }
        })
    }
}
