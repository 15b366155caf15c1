//! A labelled choice of one among several.

use super::{FieldIds, FormProblems, error_view};
use leptos::prelude::*;

/// A labelled list to choose from, wired like a text field. As long as nothing is chosen, or if nothing need be,
/// the list begins with an empty line.
#[component]
pub fn SelectField(
    /// Its label, word for word its accessible name.
    #[prop(into)]
    label: String,
    /// Its name in the request, one of `contract::field::name`.
    field: &'static str,
    /// The key of what is chosen; empty if nothing is.
    value: RwSignal<String>,
    /// What can be chosen: key and words.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The problems of its form.
    problems: FormProblems,
    /// Whether something must be chosen; marks it.
    #[prop(optional, into)]
    is_required: Signal<bool>,
    /// What the empty line says.
    #[prop(optional, into)]
    empty: Signal<&'static str>,
) -> impl IntoView {
    let (ids, problem) = FieldIds::known(problems, field, &label);
    let has_empty_line = Memo::new(move |_| !is_required.get() || value.read().is_empty());
    let description = {
        let ids = ids.clone();
        move || ids.description(false, problem.read().is_some())
    };
    // Each option says itself whether it is chosen: a value set on the list before its options are there is lost.
    let option = move |(key, words): (String, String)| {
        let is_chosen = {
            let key = key.clone();
            move || *value.read() == key
        };
        view! { <option value=key selected=is_chosen>{words}</option> }
    };
    view! {
        <div class="field">
            <label class="field__label" for=ids.control.clone() data-required=move || is_required.get().then_some("")>
                {label}
            </label>
            {
                let ids = ids.clone();
                move || problem.get().map(|problem| error_view(ids.error.clone(), problem))
            }
            <div class="field__control">
                <select
                    id=ids.control.clone()
                    class="field__input field__input--select"
                    required=is_required
                    aria-invalid=move || problem.read().is_some().then_some("true")
                    aria-describedby=description
                    on:change:target=move |event| value.set(event.target().value())
                >
                    {move || has_empty_line.get().then(|| option((String::new(), empty.get().to_owned())))}
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
            </div>
        </div>
    }
}
