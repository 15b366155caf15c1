//! The people of the staff table, as far as they are loaded.

use super::list_part::ListPart;
use super::look::Look;
use super::query::{Query, SEARCH};
use crate::api::{self, ApiError, Reading};
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::text::check_search;
use staffroom_contract::{MailTrouble, ProblemCode, StaffCounts, StaffId, StaffPage, StaffSummary};

/// What the table waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// The first page of a search. What is shown still answers the one before.
    Loading,
    /// The first page did not come.
    Failed(ApiError),
    /// Nothing.
    Ready,
    /// A further page.
    LoadingMore,
    /// A further page did not come. What was loaded stays.
    MoreFailed(ApiError),
}

/// The people of the staff table. Lives as long as the page, so that the panel, the drawer and the dialogs come
/// and go over rows that stay.
#[derive(Clone, Copy)]
pub(super) struct StaffList {
    session: SessionContext,
    people: RwSignal<Vec<StaffSummary>>,
    total: RwSignal<u64>,
    /// How many match in the lists of active, inactive and pending people.
    counts: [RwSignal<u64>; 3],
    /// Whether the counts are known. What was known stays until something else is.
    is_counted: RwSignal<bool>,
    mail_trouble: RwSignal<Option<MailTrouble>>,
    phase: RwSignal<Phase>,
    /// What `people` answer to.
    query: RwSignal<String>,
    next: StoredValue<Option<String>>,
    part: ListPart,
    look: Look,
    /// Counts the questions, so that the answer to an older one never overwrites that to a newer.
    asked: StoredValue<u32>,
}

/// Makes the list available to the page's parts; nothing is loaded yet.
pub(super) fn provide_list() -> StaffList {
    let list = StaffList {
        session: use_session(),
        people: RwSignal::new(Vec::new()),
        total: RwSignal::new(0),
        counts: [RwSignal::new(0), RwSignal::new(0), RwSignal::new(0)],
        is_counted: RwSignal::new(false),
        mail_trouble: RwSignal::new(None),
        phase: RwSignal::new(Phase::Loading),
        query: RwSignal::new(String::new()),
        next: StoredValue::new(None),
        part: ListPart::new(),
        look: Look::kept(),
        asked: StoredValue::new(0),
    };
    provide_context(list);
    list
}

/// The list of the page above.
pub(super) fn use_list() -> StaffList {
    expect_context()
}

impl StaffList {
    /// Loads the first page of what a query asks for, and what shows its filters. A search that is too long finds nobody, without asking.
    pub(super) fn load(self, query: Query) {
        if query.is_filtered() {
            self.part.load();
        }
        if is_too_long(query.get(SEARCH)) {
            self.supersede();
            self.query.set(query.text());
            self.show_nobody();
            return;
        }
        self.phase.set(Phase::Loading);
        self.ask(query.request(), move |answer| {
            self.query.set(query.text());
            match answer {
                Ok(page) => {
                    if page.needs_attention {
                        self.part.load();
                    }
                    self.show(page);
                }
                // An address that somebody wrote by hand.
                Err(error) if error.code() == Some(ProblemCode::InvalidFields) => self.show_nobody(),
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }

    /// Loads a further page, if there is one and nothing else is under way. After a failure somebody must ask for it.
    pub(super) fn load_more(self) {
        if *self.phase.read_untracked() == Phase::Ready {
            self.load_next();
        }
    }

    /// Loads again what did not come, if anything did not.
    pub(super) fn retry(self) {
        match self.phase.get_untracked() {
            Phase::Failed(_) => self.load(untrack(|| self.query())),
            Phase::MoreFailed(_) => self.load_next(),
            Phase::Loading | Phase::Ready | Phase::LoadingMore => {}
        }
    }

    /// Shows a person as they are now, and counts them in their list. They keep their place, even where another name
    /// would give them another one: nothing moves away under a reader's eyes.
    pub(super) fn put(self, person: &StaffSummary) {
        self.people.maybe_update(|people| {
            let known = people.iter_mut().find(|known| known.id == person.id);
            known.is_some_and(|known| {
                let is_new = known != person;
                if known.status != person.status {
                    let mut counts = untrack(|| self.counts());
                    counts.count_over(known.status, person.status);
                    self.set_counts(counts);
                }
                known.clone_from(person);
                is_new
            })
        });
    }

    /// Whether mail has not been leaving for a while.
    pub(super) fn mail_trouble(self) -> RwSignal<Option<MailTrouble>> {
        self.mail_trouble
    }

    /// Takes note of whether mail leaves, as an answer has just told.
    pub(super) fn note_mail(self, trouble: Option<MailTrouble>) {
        if self.mail_trouble.try_with_untracked(|known| *known != trouble) == Some(true) {
            self.mail_trouble.set(trouble);
        }
    }

    /// Looks whether mail leaves again, if somebody can see the answer.
    pub(super) fn look(self) {
        if document().hidden() || untrack(|| self.session.is_password_asked()) {
            return;
        }
        spawn_local(async move {
            let answer = api::list_staff("limit=1", Reading::ByTimer).await;
            if let Ok(page) = self.session.watch(answer) {
                self.note_mail(page.mail_trouble);
            }
        });
    }

    /// What the table waits for.
    pub(super) fn phase(self) -> RwSignal<Phase> {
        self.phase
    }

    /// What the people answer to.
    pub(super) fn query(self) -> Query {
        Query::of(&self.query.read())
    }

    /// How many people match in each list.
    pub(super) fn counts(self) -> StaffCounts {
        let [active, inactive, pending] = self.counts.map(|count| count.get());
        StaffCounts { active, inactive, pending }
    }

    fn set_counts(self, StaffCounts { active, inactive, pending }: StaffCounts) {
        for (known, count) in self.counts.iter().zip([active, inactive, pending]) {
            known.set(count);
        }
        self.is_counted.set(true);
    }

    /// Whether it is known how many match in each list.
    pub(super) fn is_counted(self) -> bool {
        self.is_counted.get()
    }

    /// What narrows the list, orders it and looks after it.
    pub(super) fn part(self) -> ListPart {
        self.part
    }

    /// How the table looks.
    pub(super) fn table_look(self) -> Look {
        self.look
    }

    /// How many people there are in all.
    pub(super) fn total(self) -> RwSignal<u64> {
        self.total
    }

    /// How many people are loaded.
    pub(super) fn len(self) -> usize {
        self.people.with(Vec::len)
    }

    /// Whether everybody is loaded.
    pub(super) fn is_whole(self) -> bool {
        matches!(&*self.phase.read(), Phase::Ready) && self.next.with_value(Option::is_none)
    }

    /// The person in a row, counted from the top.
    pub(super) fn person(self, row: usize) -> Option<StaffSummary> {
        self.people.with(|people| people.get(row).cloned())
    }

    /// A person by their id, if they are loaded.
    pub(super) fn find(self, id: &StaffId) -> Option<StaffSummary> {
        self.people.with(|people| people.iter().find(|person| person.id == *id).cloned())
    }

    /// The name of a role that somebody who is loaded holds, or of a provider whom they work with.
    pub(super) fn name_of(self, id: &str) -> Option<String> {
        let people = self.people.read();
        people.iter().find_map(|StaffSummary { role, primary_provider, .. }| match primary_provider {
            _ if role.id.as_str() == id => Some(role.name.clone()),
            Some(provider) if provider.id.as_str() == id => Some(provider.full_name.clone()),
            _ => None,
        })
    }

    /// The row of the person before or after somebody, and who it is.
    pub(super) fn beside(self, id: &StaffId, direction: Direction) -> Option<(usize, StaffId)> {
        self.people.with_untracked(|people| {
            let row = people.iter().position(|person| person.id == *id)?;
            let row = match direction {
                Direction::Up => row.checked_sub(1)?,
                Direction::Down => row + 1,
            };
            people.get(row).map(|person| (row, person.id.clone()))
        })
    }

    fn show_nobody(self) {
        self.people.set(Vec::new());
        self.total.set(0);
        self.set_counts(StaffCounts::default());
        self.next.set_value(None);
        self.phase.set(Phase::Ready);
    }

    fn show(self, page: StaffPage) {
        self.people.set(page.items);
        self.total.set(page.total);
        self.set_counts(page.counts);
        self.next.set_value(page.next);
        self.phase.set(Phase::Ready);
    }

    fn load_next(self) {
        let Some(after) = self.next.get_value() else { return };
        self.phase.set(Phase::LoadingMore);
        let query = format!("{}&after={after}", untrack(|| self.query()).request());
        self.ask(query, move |answer| match answer {
            Ok(page) => {
                self.people.update(|people| people.extend(page.items));
                self.total.set(page.total);
                self.next.set_value(page.next);
                self.phase.set(Phase::Ready);
            }
            Err(error) => self.phase.set(Phase::MoreFailed(error)),
        });
    }

    fn ask(self, query: String, answered: impl FnOnce(Result<StaffPage, ApiError>) + 'static) {
        let question = self.supersede();
        spawn_local(async move {
            let answer = api::list_staff(&query, Reading::ByPerson).await;
            // The page may be gone by now, or somebody may have typed on.
            if self.asked.try_get_value() == Some(question) {
                if let Ok(page) = &answer {
                    self.note_mail(page.mail_trouble);
                }
                answered(self.session.watch(answer));
            }
        });
    }

    /// Whatever is still asked for is older than what comes now.
    fn supersede(self) -> u32 {
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        question
    }
}

/// Whether somebody wrote a search into the address that the search field would not have taken.
pub(super) fn is_too_long(search: &str) -> bool {
    check_search(SEARCH, search).is_some()
}

/// A way through the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::provide_session;

    /// A search that the server would refuse is not sent to it: it finds nobody, and can be cleared.
    #[test]
    fn a_search_that_is_too_long_finds_nobody() {
        Owner::new().with(|| {
            provide_session(false);
            let list = provide_list();
            let search = "é".repeat(101);
            list.load(Query::default().with(SEARCH, &search));
            assert_eq!(list.phase().get(), Phase::Ready);
            assert_eq!((list.len(), list.total().get()), (0, 0));
            assert_eq!(list.query().get(SEARCH), search);
            assert!(is_too_long(&search) && !is_too_long(&"é".repeat(100)));
        });
    }
}
