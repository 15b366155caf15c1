//! What is wrong with a short form that is no field's matter.

use super::FormProblems;
use leptos::prelude::*;

/// The sentence about what is wrong with a form as a whole, at the top of a form so short that a summary would be
/// longer than the form. Announced when it appears.
#[component]
pub fn GeneralProblem(
    /// The form's problems.
    problems: FormProblems,
    /// A way on, beside the sentence.
    #[prop(optional, into)]
    action: Option<ViewFn>,
) -> impl IntoView {
    move || {
        problems.general().map(|sentence| {
            view! {
                <div class="notice notice--failure" role="alert">
                    <p>{sentence}</p>
                    {action.as_ref().map(ViewFn::run)}
                </div>
            }
        })
    }
}
