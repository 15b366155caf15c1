//! A labelled line of text.

use super::{FieldIds, FormProblems, error_view};
use leptos::prelude::*;

/// A labelled input with its hint and its problem, both of which describe it to a screen reader.
///
/// The input has no `name`, so that a form whose code is gone has nothing to send, and no `maxlength`, so that
/// nothing pasted is cut short unseen.
#[component]
pub fn TextField(
    /// Its label, word for word its accessible name.
    #[prop(into)]
    label: String,
    /// Its name in the request, one of `contract::field::name`.
    field: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// The problems of its form.
    problems: FormProblems,
    /// Whether it must not be left empty; marks it.
    #[prop(optional)]
    is_required: bool,
    /// Whether it shows something that is changed elsewhere.
    #[prop(optional)]
    is_read_only: bool,
    /// Whether what is typed is no prose: no spelling, no capitals, no corrections.
    #[prop(optional)]
    is_verbatim: bool,
    /// What to know before typing.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// What the browser may fill in, as the HTML standard names it.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The input's type.
    #[prop(default = "text".into(), into)]
    input_type: Signal<&'static str>,
    /// What is offered while somebody types; anything else can be typed as well.
    #[prop(optional)]
    suggestions: Vec<String>,
    /// Whether a dialog that opens puts the keyboard here.
    #[prop(optional)]
    has_initial_focus: bool,
    /// Controls beside the input that belong to it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (ids, problem) = FieldIds::known(problems, field, &label);
    let description = {
        let ids = ids.clone();
        move || ids.description(hint.read().is_some(), problem.read().is_some())
    };
    let hint_id = ids.hint.clone();
    let list_id = (!suggestions.is_empty()).then(|| format!("{}-list", ids.control));
    let list = list_id.clone().map(|id| {
        let options = suggestions.into_iter().map(|value| view! { <option value=value /> }).collect_view();
        view! { <datalist id=id>{options}</datalist> }
    });
    view! {
        <div class="field">
            <label class="field__label" for=ids.control.clone() data-required=is_required.then_some("")>
                {label}
            </label>
            {move || hint.get().map(|hint| view! { <p id=hint_id.clone() class="field__hint">{hint}</p> })}
            {move || problem.get().map(|problem| error_view(ids.error.clone(), problem))}
            <div class="field__control">
                <input
                    id=ids.control.clone()
                    class="field__input"
                    type=input_type
                    bind:value=value
                    required=is_required
                    readonly=is_read_only
                    autofocus=has_initial_focus
                    autocomplete=autocomplete
                    list=list_id
                    autocapitalize=is_verbatim.then_some("off")
                    spellcheck=is_verbatim.then_some("false")
                    aria-invalid=move || problem.read().is_some().then_some("true")
                    aria-describedby=description
                />
                {children.map(|children| children())}
            </div>
            {list}
        </div>
    }
}
