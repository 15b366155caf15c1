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
                words::nobody(search, query.is_filtered(), list.counts().of(None) > 0)
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
    let clear_filters = Callback::new(move |()| links.ask(&untrack(|| links.query()).unfiltered()));
    let clear_search = Callback::new(move |()| {
        links.set_search("");
        dom::focus_soon(SEARCH_ID.to_owned());
    });
    let retry = Callback::new(move |()| list.retry());
    let way_on = move || {
        let (label, on_press) = match phase.get() {
            Phase::LoadingMore => {
                return view! { <span aria-hidden="true">{words::LOADING_MORE}</span> }.into_any();
            }
            Phase::MoreFailed(_) => (words::TRY_AGAIN, retry),
            _ if is_empty.get() && list.query().is_filtered() => (words::CLEAR_FILTERS, clear_filters),
            _ if is_empty.get() && !list.query().get(SEARCH).is_empty() => {
                (words::CLEAR_SEARCH, clear_search)
            }
            _ => return ().into_any(),
        };
        view! {
            <Button kind=ButtonKind::Secondary on_press>
                {label}
            </Button>
        }
        .into_any()
    };
    view! {
        <div class="staff-foot" class:staff-foot--empty=move || is_empty.get()>
            <p class="staff-foot__status" role="status">
                {figures}
                {end}
                {failure}
            </p>
            {way_on}
        </div>
    }
}
