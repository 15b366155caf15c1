//! The list of what is wrong with a form.

use super::FormProblems;
use super::problems::Listed;
use crate::ui::dom::focus_soon;
use leptos::prelude::*;

/// What is wrong with a form, where the fields alone do not say it: several fields at once, or something that is
/// no field's matter. Stands at the top of the form, is announced, and takes the keyboard; each of its lines leads
/// to its field.
#[component]
pub fn ErrorSummary(
    /// The form's problems.
    problems: FormProblems,
) -> impl IntoView {
    let listed = Memo::new(move |_| problems.listed());
    let is_needed =
        Memo::new(move |_| !matches!(listed.read().as_slice(), [] | [Listed { control_id: Some(_), .. }]));
    let summary_id = problems.summary_id();
    let title_id = format!("{summary_id}-title");
    view! {
        <Show when=move || is_needed.get()>
            <div
                id=summary_id.clone()
                class="error-summary"
                role="alert"
                tabindex="-1"
                aria-labelledby=title_id.clone()
            >
                <p id=title_id.clone() class="error-summary__title">
                    "There is a problem"
                </p>
                <ul class="error-summary__list">
                    {move || listed.get().into_iter().map(|listed| view! { <li>{line(listed)}</li> }).collect_view()}
                </ul>
            </div>
        </Show>
    }
}

/// A button and not a link: a link's fragment would come into the address bar, which belongs to the page.
fn line(Listed { sentence, control_id }: Listed) -> impl IntoView {
    match control_id {
        Some(id) => view! {
            <button type="button" class="error-summary__line" on:click=move |_| focus_soon(id.clone())>
                {sentence}
            </button>
        }
        .into_any(),
        None => sentence.into_any(),
    }
}
