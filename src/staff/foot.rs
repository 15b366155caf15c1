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
        (true, true) => {
            let query = list.query();
            let search = query.get(SEARCH);
            if is_too_long(search) {
                words::search_too_long()
            } else {
                words::nobody(search, query.is_filtered())
            }
        }
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
        let query = list.query();
        let is_narrowed = !query.get(SEARCH).is_empty() || query.is_filtered();
        (is_empty.get() && is_narrowed && list.counts().of(None) > 0).then_some(words::OTHER_LISTS)
    };
    let clear_filters = Callback::new(move |()| links.ask(&untrack(|| links.query()).unfiltered()));
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
        _ if is_empty.get() && list.query().is_filtered() => view! {
            <Button kind=ButtonKind::Secondary on_press=clear_filters>
                {words::CLEAR_FILTERS}
            </Button>
        }
        .into_any(),
        _ if is_empty.get() && !list.query().get(SEARCH).is_empty() => view! {
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
                {figures} " " {elsewhere}
                {end}
                {failure}
            </p>
            {way_on}
        </div>
    }
}
