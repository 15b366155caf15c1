//! The foot of the staff table: how many people there are, and whether that is all.

use super::links::use_links;
use super::list::{Phase, is_too_long, use_list};
use super::query::SEARCH;
use super::search::SEARCH_ID;
use super::words;
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;

/// How much of the table is loaded, announced whenever it changes, and a way on where there is one.
#[component]
pub(super) fn StaffFoot() -> impl IntoView {
    let list = use_list();
    let links = use_links();
    let phase = list.phase();
    let is_known = Memo::new(move |_| !matches!(phase.get(), Phase::Loading | Phase::Failed(_)));
    let is_empty = Memo::new(move |_| is_known.get() && list.len() == 0);
    let figures = move || match (is_known.get(), is_empty.get()) {
        (false, _) => String::new(),
        (true, true) => list.query().with(|query| {
            let search = query.get(SEARCH);
            if is_too_long(search) {
                words::search_too_long()
            } else {
                words::nobody(search, query.filters().next().is_some())
            }
        }),
        (true, false) => words::showing(list.len(), list.total().get()),
    };
    let end = move || {
        (list.is_whole() && !is_empty.get())
            .then(|| view! { " " <i class="staff-foot__end">{words::END_OF_LIST}</i> })
    };
    let failure = move || match phase.get() {
        Phase::MoreFailed(error) => {
            Some(view! { <span class="staff-foot__failure">{words::more_failed(&error)}</span> })
        }
        _ => None,
    };
    let elsewhere = move || {
        let is_narrowed =
            list.query().with(|query| !query.get(SEARCH).is_empty() || query.filters().next().is_some());
        let is_elsewhere = list.counts().get().is_some_and(|counts| counts.of(None) > 0);
        (is_empty.get() && is_narrowed && is_elsewhere).then_some(words::OTHER_LISTS)
    };
    let clear_filters = Callback::new(move |()| links.ask(&links.query().read_untracked().unfiltered()));
    let clear_search = Callback::new(move |()| {
        links.set_search("");
        dom::focus_soon(SEARCH_ID.to_owned());
    });
    let way_on = move || match phase.get() {
        Phase::LoadingMore => view! { <span aria-hidden="true">{words::LOADING_MORE}</span> }.into_any(),
        Phase::MoreFailed(_) => view! {
            <Button kind=ButtonKind::Secondary on_press=Callback::new(move |()| list.retry())>
                {words::TRY_AGAIN}
            </Button>
        }
        .into_any(),
        _ if is_empty.get() && list.query().read().filters().next().is_some() => view! {
            <Button kind=ButtonKind::Secondary on_press=clear_filters>
                {words::CLEAR_FILTERS}
            </Button>
        }
        .into_any(),
        _ if is_empty.get() && !list.query().read().get(SEARCH).is_empty() => view! {
            <Button kind=ButtonKind::Secondary on_press=clear_search>
                {words::CLEAR_SEARCH}
            </Button>
        }
        .into_any(),
        _ => ().into_any(),
    };
    view! {
        <div class="staff-foot" class:staff-foot--empty=move || is_empty.get()>
            <p class="staff-foot__status" role="status">
                {figures} {elsewhere}
                {end}
                {failure}
            </p>
            {way_on}
        </div>
    }
}
