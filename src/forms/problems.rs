//! What is wrong with a form at the moment.

use super::words;
use crate::api::ApiError;
use crate::feedback;
use crate::ui::dom::focus_soon;
use leptos::prelude::*;
use staffroom_contract::{FieldProblem, ProblemCode};

/// A field of a form, as it told of itself when it was drawn.
#[derive(Clone, PartialEq, Eq)]
struct KnownField {
    name: &'static str,
    label: String,
    control_id: String,
}

/// One thing that is wrong, as the summary lists it: its sentence, and the id of the control to mend it at.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) sentence: String,
    pub(super) control_id: Option<String>,
}

/// The problems of one form, shared between the form, its fields and its summary.
#[derive(Clone, Copy)]
pub struct FormProblems {
    refused: RwSignal<Vec<FieldProblem>>,
    worded: RwSignal<Option<(&'static str, String)>>,
    general: RwSignal<Option<String>>,
    known: RwSignal<Vec<KnownField>>,
    summary_id: StoredValue<String>,
}

impl Default for FormProblems {
    fn default() -> Self {
        Self::new()
    }
}

impl FormProblems {
    /// A form without problems.
    pub fn new() -> Self {
        Self {
            refused: RwSignal::new(Vec::new()),
            worded: RwSignal::new(None),
            general: RwSignal::new(None),
            known: RwSignal::new(Vec::new()),
            summary_id: StoredValue::new(crate::ui::dom::unique_id("problems")),
        }
    }

    /// These fields were refused, and nothing else is wrong: leads to where mending begins.
    pub fn refuse_fields(self, refused: Vec<FieldProblem>) {
        self.set(refused);
        self.focus_first();
    }

    fn set(self, refused: Vec<FieldProblem>) {
        self.clear();
        self.refused.set(refused);
    }

    /// One field was refused by a rule that only this form has, in the form's own words.
    pub fn set_worded(self, field: &'static str, sentence: impl Into<String>) {
        self.clear();
        self.worded.set(Some((field, sentence.into())));
    }

    /// Something is wrong that is no field's matter.
    pub fn set_general(self, sentence: impl Into<String>) {
        self.clear();
        self.general.set(Some(sentence.into()));
    }

    /// Nothing is wrong any more.
    pub fn clear(self) {
        self.refused.set(Vec::new());
        self.worded.set(None);
        self.general.set(None);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(self) -> bool {
        self.refused.read().is_empty() && self.worded.read().is_none() && self.general.read().is_none()
    }

    /// Whether the form is no longer there, so that nobody sees what is wrong with it.
    pub fn is_disposed(self) -> bool {
        self.general.is_disposed()
    }

    /// Why this field was refused, if it was.
    pub fn of(self, field: &'static str) -> Signal<Option<FieldProblem>> {
        Signal::derive(move || self.refused.read().iter().find(|problem| problem.field == field).cloned())
    }

    /// What to do about this field, if it was refused. `label` is its label as it stands on the page.
    pub fn sentence(self, field: &'static str, label: &str) -> Option<String> {
        if let Some((worded, sentence)) = &*self.worded.read()
            && *worded == field
        {
            return Some(sentence.clone());
        }
        let refused = self.refused.read();
        let problem = refused.iter().find(|problem| problem.field == field)?;
        Some(words::sentence(label, problem))
    }

    /// What is wrong that is no field's matter.
    pub fn general(self) -> Option<String> {
        self.general.get()
    }

    /// Takes over the fields that the server refused. Says whether the error was about fields at all; if not, the
    /// form says in its own way what happened.
    pub fn take_api_error(self, error: &ApiError) -> bool {
        match error {
            ApiError::Problem(problem)
                if problem.code == ProblemCode::InvalidFields && !problem.fields.is_empty() =>
            {
                self.set(problem.fields.clone());
                true
            }
            _ => false,
        }
    }

    /// The server refused what the form holds: says why, at the fields if it is about those, and leads there. Whoever
    /// has left the form without waiting for the answer sees nothing of it.
    pub fn refuse(self, error: &ApiError) {
        if self.is_disposed() {
            return;
        }
        if !self.take_api_error(error) {
            self.set_general(feedback::words::of(error));
        }
        self.focus_first();
    }

    /// Moves the keyboard to where mending begins: the refused field if it is the only thing that is wrong, the
    /// summary otherwise.
    pub fn focus_first(self) {
        let listed = untrack(|| self.listed());
        match listed.as_slice() {
            [] => {}
            [Listed { control_id: Some(id), .. }] => focus_soon(id.clone()),
            _ => focus_soon(self.summary_id.get_value()),
        }
    }

    /// Moves the keyboard to this field.
    pub fn focus_field(self, field: &'static str) {
        let known = self.known.read_untracked();
        if let Some(field) = known.iter().find(|known| known.name == field) {
            focus_soon(field.control_id.clone());
        }
    }

    /// Everything that is wrong, in the order of the fields on the page; what belongs to no field of it last, so
    /// that no refusal is dropped.
    pub(super) fn listed(self) -> Vec<Listed> {
        let known = self.known.read();
        let at_fields = known.iter().filter_map(|field| {
            let sentence = self.sentence(field.name, &field.label)?;
            Some(Listed { sentence, control_id: Some(field.control_id.clone()) })
        });
        let refused = self.refused.read();
        let elsewhere = refused
            .iter()
            .filter(|problem| known.iter().all(|field| problem.field != field.name))
            .map(|problem| Listed { sentence: words::sentence(&problem.field, problem), control_id: None });
        let general = self.general.get().map(|sentence| Listed { sentence, control_id: None });
        at_fields.chain(elsewhere).chain(general).collect()
    }

    /// The id of the summary's element.
    pub(super) fn summary_id(self) -> String {
        self.summary_id.get_value()
    }

    /// Lets the summary know of a field for as long as the field is drawn.
    pub(super) fn know(self, name: &'static str, label: &str, control_id: &str) {
        let field = KnownField { name, label: label.to_owned(), control_id: control_id.to_owned() };
        self.known.update(|known| known.push(field));
        let control_id = control_id.to_owned();
        on_cleanup(move || {
            self.known.try_update(|known| known.retain(|field| field.control_id != control_id));
        });
    }
}
