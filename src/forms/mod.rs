//! Fields with their labels, hints and problems, wired once.
//!
//! A form is `novalidate`, has one `RwSignal<String>` per field and one [`FormProblems`]. On submit it builds the
//! contract's request, validates it, and either says what was refused, by [`FormProblems::refuse_fields`], or sends it;
//! what the server refuses comes back by [`FormProblems::refuse`]. The keyboard goes to the field if one was refused, to
//! the summary if several were. [`ErrorSummary`] stands at the top of the form, or [`GeneralProblem`] in its place if the
//! form is short.

pub mod code_form;
pub mod combobox_field;
pub mod error_summary;
pub mod form_dialog;
pub mod form_drawer;
pub mod general_problem;
pub mod leave_dialog;
pub mod new_password;
mod problems;
pub mod question;
pub mod select_field;
pub mod text_field;
pub mod words;

pub use code_form::CodeForm;
pub use combobox_field::{Choices, Chosen, ComboboxField};
pub use error_summary::ErrorSummary;
pub use form_dialog::FormDialog;
pub use form_drawer::{FormDrawer, Leaving};
pub use general_problem::GeneralProblem;
pub use leave_dialog::LeaveDialog;
pub use new_password::{NewPassword, NewPasswordField};
pub use problems::FormProblems;
pub use question::{Deed, Question};
pub use select_field::SelectField;
pub use text_field::TextField;

use crate::ui::dom::unique_id;
use leptos::prelude::*;

/// The ids of a field's parts, and which of them describe its control.
#[derive(Clone)]
struct FieldIds {
    control: String,
    hint: String,
    error: String,
}

impl FieldIds {
    /// Those of a field that its form knows of, and what to do about it if it was refused.
    fn known(problems: FormProblems, field: &'static str, label: &str) -> (Self, Memo<Option<String>>) {
        let control = unique_id("field");
        problems.know(field, label, &control);
        let label = label.to_owned();
        let problem = Memo::new(move |_| problems.sentence(field, &label));
        (Self { hint: format!("{control}-hint"), error: format!("{control}-error"), control }, problem)
    }

    fn description(&self, has_hint: bool, has_error: bool) -> Option<String> {
        let ids: Vec<_> = [(has_hint, &self.hint), (has_error, &self.error)]
            .into_iter()
            .filter_map(|(is_there, id)| is_there.then_some(id.as_str()))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// What to do about a refused field, marked as an error for those who do not see its colour.
fn error_view(id: String, sentence: String) -> impl IntoView + use<> {
    view! {
        <p id=id class="field__error">
            <span class="visually-hidden">"Error: "</span>
            {sentence}
        </p>
    }
}
