//! The choice of offices.

use super::office_choice::Choice;
use super::words;
use leptos::prelude::*;
use staffroom_contract::Office;

/// Where somebody works, office by office. Those that are not the asker's to give are shown and cannot be changed.
#[component]
pub(super) fn OfficeChecks(legend: String, chosen: RwSignal<Choice>, offices: Vec<Office>) -> impl IntoView {
    let is_empty = offices.is_empty();
    let check = move |office: Office| {
        let Office { id, name, closed_at, can_be_chosen, .. } = office;
        let is_beyond = closed_at.is_none() && !can_be_chosen;
        let checked = {
            let id = id.clone();
            move || chosen.read().offices.contains(&id)
        };
        let note = match (closed_at, is_beyond) {
            (Some(_), _) => Some(words::OFFICE_IS_CLOSED),
            (None, true) => Some(words::OFFICE_IS_NOT_YOURS),
            (None, false) => None,
        };
        view! {
            <label class="staff-check__label">
                <input
                    type="checkbox"
                    class="staff-check__box"
                    prop:checked=checked
                    disabled=is_beyond
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        chosen.update(|chosen| chosen.set(&id, is_on));
                    }
                />
                <span>
                    {name} {note.map(|note| view! { " " <small class="staff-check__note">{note}</small> })}
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="staff-checks">
            <legend class="field__label">{legend}</legend>
            {is_empty.then(|| view! { <p class="field__hint">{words::NO_OFFICES}</p> })}
            {offices.into_iter().map(check).collect_view()}
        </fieldset>
    }
}
