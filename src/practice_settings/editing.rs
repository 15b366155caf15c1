//! The settings being edited: what was read, what is typed, and what comes of saving a section.

use super::domains;
use super::model::{Change, Section, Setting, Values, joined, merge, split};
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::{Toasts, use_toasts};
use crate::forms::FormProblems;
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use staffroom_contract::text::check_domain;
use staffroom_contract::{PracticeSettings, ProblemCode, UpdatePracticeSettings};

/// The state of a section's form, apart from its fields.
#[derive(Clone, Copy)]
pub(super) struct SectionState {
    /// What is wrong with it.
    pub(super) problems: FormProblems,
    /// What somebody else changed, once that stood in the way of saving.
    pub(super) changes: RwSignal<Option<Vec<Change>>>,
}

/// The state of the page. Lives as long as the page; an answer that comes later touches nothing of it.
#[derive(Clone, Copy)]
pub(super) struct Editing {
    session: SessionContext,
    toasts: Toasts,
    fields: StoredValue<[RwSignal<String>; Setting::ALL.len()]>,
    /// What was read, and the version of it.
    read: RwSignal<Values>,
    version: StoredValue<u64>,
    sections: StoredValue<[SectionState; Section::ALL.len()]>,
    /// A domain that is typed and not among the others yet.
    new_domain: RwSignal<String>,
}

impl Editing {
    /// Begins with the settings as they were read.
    pub(super) fn begin(settings: &PracticeSettings) -> Self {
        let read = Values::of(settings);
        let state = |_| SectionState { problems: FormProblems::new(), changes: RwSignal::new(None) };
        Self {
            session: use_session(),
            toasts: use_toasts(),
            fields: StoredValue::new(Setting::ALL.map(|setting| RwSignal::new(read.get(setting).to_owned()))),
            read: RwSignal::new(read),
            version: StoredValue::new(settings.version),
            sections: StoredValue::new(Section::ALL.map(state)),
            new_domain: RwSignal::new(String::new()),
        }
    }

    /// What is typed into a field.
    pub(super) fn field(self, setting: Setting) -> RwSignal<String> {
        self.fields.with_value(|fields| fields[setting as usize])
    }

    /// How a section stands.
    pub(super) fn state(self, section: Section) -> SectionState {
        self.sections.with_value(|sections| sections[section as usize])
    }

    /// What is typed of a further domain.
    pub(super) fn new_domain(self) -> RwSignal<String> {
        self.new_domain
    }

    /// Whether anything of a section would be lost.
    pub(super) fn is_dirty(self, section: Section) -> bool {
        let is_typing = section == Section::EmailDomains && !self.new_domain.read().trim().is_empty();
        is_typing || self.typed().differ_from(&self.read.read(), section)
    }

    /// Puts a section back to what is kept.
    pub(super) fn discard(self, section: Section) {
        let state = self.state(section);
        state.problems.clear();
        state.changes.set(None);
        if section == Section::EmailDomains {
            self.new_domain.set(String::new());
        }
        self.show_kept(section);
    }

    /// Takes a further domain among the others. Says whether there is nothing to mend.
    pub(super) fn add_domain(self) -> bool {
        let domain = domains::folded(&self.new_domain.read_untracked());
        if domain.is_empty() {
            return true;
        }
        let SectionState { problems, .. } = self.state(Section::EmailDomains);
        problems.clear();
        if let Some(refused) = check_domain(Setting::AllowedEmailDomains.name(), &domain) {
            problems.refuse_fields(vec![refused]);
            return false;
        }
        self.field(Setting::AllowedEmailDomains).update(|text| {
            let mut domains = split(text);
            domains.push(domain);
            domains.sort_unstable();
            domains.dedup();
            *text = joined(&domains);
        });
        self.new_domain.set(String::new());
        true
    }

    /// The change of a section by what is typed, if that is acceptable; leads to where mending begins otherwise.
    pub(super) fn change(self, section: Section) -> Option<UpdatePracticeSettings> {
        let SectionState { problems, changes } = self.state(section);
        changes.set(None);
        problems.clear();
        match untrack(|| self.typed()).change_from(&self.read.read_untracked(), section) {
            Ok(change) => Some(change),
            Err(refused) => {
                problems.refuse_fields(refused);
                None
            }
        }
    }

    /// Sends a change, and says what became of it.
    pub(super) async fn save(self, section: Section, change: UpdatePracticeSettings) {
        let version = self.version.get_value();
        match self.session.with_fresh(|| api::update_practice_settings(version, &change)).await {
            Ok(settings) => {
                self.session.note_practice(&settings);
                self.toasts.success(words::SAVED);
                if self.take(&settings).is_some() {
                    self.show_kept(section);
                }
            }
            Err(error) if error.code() == Some(ProblemCode::StaleVersion) => self.catch_up(section).await,
            Err(error) => self.refuse(section, &error),
        }
    }

    fn typed(self) -> Values {
        self.fields.with_value(|fields| Values::from_fn(|setting| fields[setting as usize].get()))
    }

    /// Takes over what is kept now, and loses nothing of what was typed; what is different since. Nothing if the page
    /// is gone.
    fn take(self, settings: &PracticeSettings) -> Option<Vec<Change>> {
        let read = self.read.try_get_untracked()?;
        let theirs = Values::of(settings);
        let (merged, changes) = merge(&read, &untrack(|| self.typed()), &theirs);
        for setting in Setting::ALL {
            self.field(setting).set(merged.get(setting).to_owned());
        }
        self.version.set_value(settings.version);
        self.read.set(theirs);
        Some(changes)
    }

    /// Shows a section as it is kept.
    fn show_kept(self, section: Section) {
        for setting in section.settings() {
            self.field(*setting).set(self.read.read_untracked().get(*setting).to_owned());
        }
    }

    async fn catch_up(self, section: Section) {
        match self.session.watch(api::get_practice_settings().await) {
            Ok(settings) => {
                if let Some(changes) = self.take(&settings) {
                    self.state(section).changes.set(Some(changes));
                }
            }
            Err(error) => self.refuse(section, &error),
        }
    }

    fn refuse(self, section: Section, error: &ApiError) {
        if self.read.is_disposed() {
            return;
        }
        let SectionState { problems, .. } = self.state(section);
        problems.refuse(error);
    }
}
