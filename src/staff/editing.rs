//! One person being edited: what was read, what is typed, and what comes of saving it.

use super::detail::{Detail, use_detail};
use super::model::{Change, Field, Values, merge};
use super::words;
use crate::api;
use crate::forms::{Chosen, FormProblems};
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use staffroom_contract::{CodedValue, ProblemCode, StaffDetail, StaffId};

/// The state of the drawer's form. Lives as long as the drawer; an answer that comes later touches nothing of it.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    detail: Detail,
    session: SessionContext,
    id: StoredValue<StaffId>,
    fields: StoredValue<[RwSignal<String>; Field::ALL.len()]>,
    /// What the person was when they were read, and the version of it.
    read: RwSignal<Values>,
    version: StoredValue<u64>,
    problems: FormProblems,
    /// The words of the care team role that is chosen.
    care_team_role_words: RwSignal<String>,
    /// What somebody else changed since.
    changes: RwSignal<Option<Vec<Change>>>,
    has_providers: bool,
}

impl Editing {
    /// Begins with a person as they were read. `has_providers` says whether there is anybody to choose as their
    /// primary provider.
    pub(super) fn begin(person: &StaffDetail, has_providers: bool) -> Self {
        let read = Values::of(&person.staff);
        Self {
            detail: use_detail(),
            session: use_session(),
            id: StoredValue::new(person.staff.summary.id.clone()),
            fields: StoredValue::new(Field::ALL.map(|field| RwSignal::new(read.get(field).to_owned()))),
            read: RwSignal::new(read),
            version: StoredValue::new(person.staff.version),
            problems: FormProblems::new(),
            care_team_role_words: RwSignal::new(words_of(person.staff.care_team_role.as_ref())),
            changes: RwSignal::new(None),
            has_providers,
        }
    }

    /// Who is edited.
    pub(super) fn id(self) -> StaffId {
        self.id.get_value()
    }

    /// What is typed into a field.
    pub(super) fn field(self, field: Field) -> RwSignal<String> {
        self.fields.with_value(|fields| fields[field as usize])
    }

    /// The care team role that is chosen.
    pub(super) fn care_team_role(self) -> Chosen {
        Chosen { key: self.field(Field::CareTeamRole), words: self.care_team_role_words }
    }

    /// What is wrong with the form.
    pub(super) fn problems(self) -> FormProblems {
        self.problems
    }

    /// What somebody else changed in the meantime, once that stood in the way of saving.
    pub(super) fn changes(self) -> RwSignal<Option<Vec<Change>>> {
        self.changes
    }

    /// Whether there is anybody to choose as a primary provider.
    pub(super) fn has_providers(self) -> bool {
        self.has_providers
    }

    /// Whether anything would be lost.
    pub(super) fn is_dirty(self) -> bool {
        self.typed().differ_from(&self.read.read())
    }

    /// Judges what is typed by the contract's rules, and leads to where mending begins.
    pub(super) fn is_acceptable(self) -> bool {
        self.changes.set(None);
        self.problems.clear();
        match untrack(|| self.typed()).validate(self.has_providers) {
            Ok(()) => true,
            Err(refused) => {
                self.problems.refuse_fields(refused);
                false
            }
        }
    }

    /// Sends what was changed. Says so if it was kept; otherwise the form says what to do, and keeps its input.
    pub(super) fn save(self) -> impl Future<Output = Option<String>> + use<> {
        let id = self.id.get_value();
        let version = self.version.get_value();
        let change = untrack(|| self.typed()).change_from(&self.read.read_untracked());
        async move {
            match self.session.with_fresh(|| api::update_staff(&id, version, &change)).await {
                Ok(staff) => {
                    let updated = words::updated(&staff.summary.full_name());
                    self.session.note_change(&staff.summary);
                    self.detail.put_staff(staff);
                    return Some(updated);
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => self.catch_up(&id).await,
                Err(error) => self.problems.refuse(&error),
            }
            None
        }
    }

    fn typed(self) -> Values {
        self.fields.with_value(|fields| Values::from_fn(|field| fields[field as usize].get()))
    }

    /// Takes over what somebody else changed, and loses nothing of what was typed.
    async fn catch_up(self, id: &StaffId) {
        let current = match self.detail.fetch(id).await {
            Ok(detail) => detail.staff,
            Err(error) => return self.problems.refuse(&error),
        };
        let Some(read) = self.read.try_get_untracked() else { return };
        let theirs = Values::of(&current);
        let (merged, changes) = merge(&read, &untrack(|| self.typed()), &theirs);
        if merged.get(Field::CareTeamRole) == theirs.get(Field::CareTeamRole) {
            self.care_team_role_words.set(words_of(current.care_team_role.as_ref()));
        }
        for field in Field::ALL {
            self.field(field).set(merged.get(field).to_owned());
        }
        self.version.set_value(current.version);
        self.read.set(theirs);
        self.changes.set(Some(changes));
    }
}

fn words_of(role: Option<&CodedValue>) -> String {
    role.map(|role| role.display.clone()).unwrap_or_default()
}
