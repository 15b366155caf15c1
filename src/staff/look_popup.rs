//! The choice of columns, density and order.

use super::download::DownloadLink;
use super::filters_popup::in_address;
use super::list::use_list;
use super::list_part::LOOK_BUTTON;
use super::look::{COMPACT, LAST_SIGN_IN, NO_TWO_FACTOR};
use super::popup::Popup;
use super::query::{DESCENDING, DIRECTION, SORT};
use super::words::list_part as words;
use crate::forms::{FormProblems, SelectField};
use leptos::prelude::*;
use staffroom_contract::StaffSort;

/// How the table looks. Columns and density are the browser's to remember, the order is the address's.
#[component]
pub(super) fn LookPopup() -> impl IntoView {
    let look = use_list().table_look();
    let problems = FormProblems::new();
    let options = |options: &[(&str, &str)]| {
        let owned = options.iter().map(|(value, words)| ((*value).to_owned(), (*words).to_owned()));
        Signal::stored(owned.collect::<Vec<_>>())
    };
    let sorts = options(&[
        (StaffSort::Role.name(), words::ROLE),
        (StaffSort::PrimaryProvider.name(), words::PRIMARY_PROVIDER),
        (StaffSort::LastSignIn.name(), words::LAST_SIGN_IN),
    ]);
    let directions = options(&[(DESCENDING, words::DESCENDING)]);
    let column = move |label: &'static str, word: &'static str, is_there_with_it: bool| {
        view! {
            <label class="staff-choice">
                <input
                    type="checkbox"
                    prop:checked=move || look.has(word) == is_there_with_it
                    on:change:target=move |event| look.set(word, event.target().checked() == is_there_with_it)
                />
                {label}
            </label>
        }
    };
    let density = move |label: &'static str, is_compact: bool| {
        view! {
            <label class="staff-choice">
                <input
                    type="radio"
                    name="staff-density"
                    prop:checked=move || look.has(COMPACT) == is_compact
                    on:change=move |_| look.set(COMPACT, is_compact)
                />
                {label}
            </label>
        }
    };
    view! {
        <Popup button=LOOK_BUTTON label=super::words::VIEW>
            <div class="staff-popup__fields">
                <SelectField
                    label=words::SORT_BY
                    field=SORT
                    value=in_address(SORT)
                    options=sorts
                    empty=words::NAME
                    problems
                />
                <SelectField
                    label=words::DIRECTION
                    field=DIRECTION
                    value=in_address(DIRECTION)
                    options=directions
                    empty=words::ASCENDING
                    problems
                />
                <fieldset class="staff-choices">
                    <legend>{words::COLUMNS}</legend>
                    {column(words::TWO_FACTOR_AUTH, NO_TWO_FACTOR, false)}
                    {column(words::LAST_SIGN_IN, LAST_SIGN_IN, true)}
                </fieldset>
                <fieldset class="staff-choices">
                    <legend>{words::DENSITY}</legend>
                    {density(words::COMFORTABLE, false)}
                    {density(words::COMPACT, true)}
                </fieldset>
            </div>
            <div class="staff-popup__foot">
                <DownloadLink />
            </div>
        </Popup>
    }
}
