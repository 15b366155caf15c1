//! The rows of an import, as far as they are loaded.

use crate::api::{self, ApiError};
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{ImportId, ImportRow, ImportRowState, ListImportRows};

/// How many rows are loaded at once.
const PAGE: u32 = 50;

/// The rows of one kind, in the order of the file.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    session: SessionContext,
    id: StoredValue<ImportId>,
    state: StoredValue<Option<ImportRowState>>,
    loaded: RwSignal<Vec<ImportRow>>,
    next: RwSignal<Option<u32>>,
    is_loading: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    /// Counts the questions, so that the answer to an older one never overwrites that to a newer.
    asked: StoredValue<u32>,
}

impl Rows {
    /// The rows of this import; nothing is loaded yet.
    pub(super) fn of(id: ImportId) -> Self {
        let rows = Self {
            session: use_session(),
            id: StoredValue::new(id),
            state: StoredValue::new(None),
            loaded: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            is_loading: RwSignal::new(false),
            failure: RwSignal::new(None),
            asked: StoredValue::new(0),
        };
        rows.session.on_renewal(move || rows.retry());
        rows
    }

    /// Loads the first rows of a kind, or of all of them.
    pub(super) fn load(self, state: Option<ImportRowState>) {
        self.state.set_value(state);
        // Rows of another kind are not those that were asked for, and their end is not where to go on.
        self.loaded.set(Vec::new());
        self.next.set(None);
        self.ask(None);
    }

    /// Loads further rows.
    pub(super) fn load_more(self) {
        if !self.is_loading.get_untracked() {
            self.ask(self.next.get_untracked());
        }
    }

    /// Loads again what did not come.
    pub(super) fn retry(self) {
        if self.failure.read_untracked().is_some() {
            self.ask(self.next.get_untracked());
        }
    }

    /// The rows.
    pub(super) fn rows(self) -> Signal<Vec<ImportRow>> {
        self.loaded.into()
    }

    /// Whether there are more.
    pub(super) fn has_more(self) -> bool {
        self.next.read().is_some()
    }

    /// Whether some are on their way.
    pub(super) fn is_loading(self) -> Signal<bool> {
        self.is_loading.into()
    }

    /// Why some did not come, if they did not.
    pub(super) fn failure(self) -> Signal<Option<ApiError>> {
        self.failure.into()
    }

    fn ask(self, after: Option<u32>) {
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        self.is_loading.set(true);
        self.failure.set(None);
        let query = ListImportRows { state: self.state.get_value(), after, limit: Some(PAGE) };
        let id = self.id.get_value();
        spawn_local(async move {
            let answer = self.session.watch(api::list_import_rows(&id, &query).await);
            // The page may be gone by now, or somebody may want to see other rows.
            if self.asked.try_get_value() != Some(question) {
                return;
            }
            self.is_loading.set(false);
            match answer {
                Ok(page) if after.is_some() => {
                    self.loaded.update(|rows| rows.extend(page.items));
                    self.next.set(page.next);
                }
                Ok(page) => {
                    self.loaded.set(page.items);
                    self.next.set(page.next);
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}
