//! What is wrong with a short form.

use super::{ErrorSummary, FormProblems};
use leptos::prelude::*;

/// What is wrong with a form as a whole, in a sentence at the top of a form so short that a summary would be longer
/// than the form. Announced when it appears. Where several fields were refused, the summary of them stands there.
#[component]
pub fn GeneralProblem(
    /// The form's problems.
    problems: FormProblems,
    /// A way on, beside the sentence.
    #[prop(optional, into)]
    action: Option<ViewFn>,
) -> impl IntoView {
    let general = Memo::new(move |_| problems.general());
    move || match general.get() {
        Some(sentence) => view! {
            <div class="notice notice--failure" role="alert">
                <p>{sentence}</p>
                {action.as_ref().map(ViewFn::run)}
            </div>
        }
        .into_any(),
        None => view! { <ErrorSummary problems /> }.into_any(),
    }
}
