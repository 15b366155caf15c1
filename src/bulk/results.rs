//! What became of each person.

use super::watch::Watched;
use super::{links, words};
use crate::api::{self, ApiError, Reading};
use crate::bulk_acts;
use crate::feedback::LoadFailed;
use crate::routes;
use crate::session::{SessionContext, use_session};
use crate::ui::{Badge, Button, ButtonKind, Tone, number};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{Bulk, BulkId, BulkResult, BulkResultPage, BulkState};

/// The results, as far as they are loaded, and the ways to those of one kind.
#[component]
pub(super) fn Results(
    /// Names the act.
    id: BulkId,
    /// Which of them are shown.
    state: Memo<Option<BulkState>>,
    /// The act.
    watched: Watched,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let shown = Shown::begin(id, state, watched);
    let retry = Callback::new(move |()| shown.load());
    let more = Callback::new(move |()| shown.load_more());
    let body = move || match shown.failure.get() {
        Some(error) => view! { <LoadFailed error on_retry=retry /> }.into_any(),
        None => view! { <Table shown /> }.into_any(),
    };
    let has_more = Memo::new(move |_| shown.next.read().is_some());
    view! {
        <section class="bulk__results" aria-label=words::RESULTS>
            <Tabs id state watched />
            {body}
            {move || {
                has_more
                    .get()
                    .then(|| {
                        view! {
                            <Button kind=ButtonKind::Secondary on_press=more is_pending=shown.is_loading_more>
                                {words::LOAD_MORE}
                            </Button>
                        }
                    })
            }}
        </section>
    }
}

/// A link to the results of each kind, with how many there are.
#[component]
fn Tabs(id: StoredValue<BulkId>, state: Memo<Option<BulkState>>, watched: Watched) -> impl IntoView {
    let tab = move |name: &'static str, to: Option<BulkState>| {
        let count = move || watched.now().get().map(|bulk| number(count_of(&bulk, to)));
        view! {
            <li>
                <a
                    class="bulk-tabs__tab"
                    href=links::results(&id.get_value(), to)
                    data-noscroll
                    aria-current=move || (state.get() == to).then_some("true")
                >
                    {name}
                    " "
                    <span class="bulk-tabs__count">{count}</span>
                </a>
            </li>
        }
    };
    // Hardly an act is ever stopped: the others need no way to nobody.
    let has_stopped = Memo::new(move |_| {
        let is_stopped = watched.now().read().as_ref().is_some_and(|bulk| bulk.stopped > 0);
        is_stopped || state.get() == Some(BulkState::Stopped)
    });
    view! {
        <ul class="bulk-tabs">
            {tab(words::EVERYBODY, None)}
            {[BulkState::Done, BulkState::LeftOut, BulkState::Failed, BulkState::Waiting]
                .map(|state| tab(bulk_acts::state(state), Some(state)))
                .collect_view()}
            {move || {
                let stopped = BulkState::Stopped;
                has_stopped.get().then(|| tab(bulk_acts::state(stopped), Some(stopped)))
            }}
        </ul>
    }
}

#[component]
fn Table(shown: Shown) -> impl IntoView {
    let is_empty = Memo::new(move |_| shown.is_known.get() && shown.items.with(Vec::is_empty));
    let rows = move || shown.items.get().into_iter().map(row).collect_view();
    view! {
        <table class="bulk-results" hidden=move || is_empty.get()>
            <thead>
                <tr>
                    <th scope="col">{words::PERSON}</th>
                    <th scope="col">{words::RESULT}</th>
                    <th scope="col">{words::WHY}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {move || is_empty.get().then(|| view! { <p class="bulk__empty">{words::NOBODY}</p> })}
    }
}

fn row(result: BulkResult) -> impl IntoView {
    let tone = match result.state {
        BulkState::Waiting => Tone::Attention,
        BulkState::Done => Tone::Good,
        BulkState::LeftOut | BulkState::Stopped => Tone::Neutral,
        BulkState::Failed => Tone::Bad,
    };
    let person = match result.full_name {
        Some(name) => view! { <a href=routes::staff_member(&result.staff_id)>{name}</a> }.into_any(),
        None => words::UNKNOWN.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{person}</th>
            <td>
                <Badge tone>{bulk_acts::state(result.state)}</Badge>
            </td>
            <td>{result.reason.map(bulk_acts::reason)}</td>
        </tr>
    }
}

fn count_of(bulk: &Bulk, state: Option<BulkState>) -> u32 {
    match state {
        None => bulk.people(),
        Some(BulkState::Waiting) => bulk.waiting,
        Some(BulkState::Done) => bulk.done,
        Some(BulkState::LeftOut) => bulk.left_out,
        Some(BulkState::Failed) => bulk.failed,
        Some(BulkState::Stopped) => bulk.stopped,
    }
}

/// The results in sight.
#[derive(Clone, Copy)]
struct Shown {
    session: SessionContext,
    id: StoredValue<BulkId>,
    state: Memo<Option<BulkState>>,
    items: RwSignal<Vec<BulkResult>>,
    next: RwSignal<Option<String>>,
    failure: RwSignal<Option<ApiError>>,
    /// Whether an answer came.
    is_known: RwSignal<bool>,
    is_loading_more: RwSignal<bool>,
    /// Whether more than the first page is loaded, which then stays as it is.
    has_more_pages: StoredValue<bool>,
    /// Counts the questions, so that the answer to an older one never overwrites that to a newer.
    asked: StoredValue<u32>,
}

impl Shown {
    /// Loads the results of the kind that the address names, and again while the act runs.
    fn begin(id: StoredValue<BulkId>, state: Memo<Option<BulkState>>, watched: Watched) -> Self {
        let shown = Self {
            session: use_session(),
            id,
            state,
            items: RwSignal::new(Vec::new()),
            next: RwSignal::new(None),
            failure: RwSignal::new(None),
            is_known: RwSignal::new(false),
            is_loading_more: RwSignal::new(false),
            has_more_pages: StoredValue::new(false),
            asked: StoredValue::new(0),
        };
        let waiting = Memo::new(move |_| watched.now().get().map(|bulk| (bulk.waiting, bulk.finished_at)));
        Effect::new(move |before: Option<Option<BulkState>>| {
            let state = state.get();
            let is_finished = waiting.get().is_some_and(|(_, finished_at)| finished_at.is_some());
            let is_other = before != Some(state);
            if is_other || is_finished || !shown.has_more_pages.get_value() {
                shown.load();
            }
            state
        });
        shown
    }

    fn load(self) {
        self.has_more_pages.set_value(false);
        self.ask(None, move |page| self.items.set(page.items));
    }

    fn load_more(self) {
        let after = self.next.get_untracked();
        if after.is_none() || self.is_loading_more.get_untracked() {
            return;
        }
        self.is_loading_more.set(true);
        self.has_more_pages.set_value(true);
        self.ask(after, move |page| self.items.update(|items| items.extend(page.items)));
    }

    fn ask(self, after: Option<String>, show: impl FnOnce(BulkResultPage) + 'static) {
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        let session = self.session;
        let (id, state) = (self.id.get_value(), self.state.get_untracked());
        let reading = if after.is_some() { Reading::ByPerson } else { Reading::ByTimer };
        spawn_local(async move {
            let answer = api::list_bulk_results(&id, state, after.as_deref(), reading).await;
            if self.asked.try_get_value() != Some(question) {
                return;
            }
            self.is_loading_more.set(false);
            match session.watch(answer) {
                Ok(page) => {
                    self.failure.set(None);
                    self.is_known.set(true);
                    self.next.set(page.next.clone());
                    show(page);
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}
