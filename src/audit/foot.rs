//! The foot of the audit log: how much of it is shown, and the way on.

use super::events::{Phase, use_log};
use super::links::use_links;
use super::model::Filters;
use super::words;
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;

/// How much of the log is shown, announced whenever it changes, and a way on where there is one.
#[component]
pub(super) fn LogFoot() -> impl IntoView {
    let (links, log) = (use_links(), use_log());
    let phase = log.phase();
    let is_empty = log.is_empty();
    let is_filtered = Memo::new(move |_| *links.filters().read() != Filters::default());
    let is_known = Memo::new(move |_| !matches!(phase.get(), Phase::Loading | Phase::Failed(_)));
    let status = move || match (is_known.get(), is_empty.get(), is_filtered.get()) {
        (false, ..) => String::new(),
        (true, true, true) => words::NO_EVENTS_MATCH.to_owned(),
        (true, true, false) => words::NO_EVENTS.to_owned(),
        (true, false, _) => words::showing(log.events().read().len(), log.has_more(), log.is_full()),
    };
    let failure = move || match phase.get() {
        Phase::MoreFailed(error) => {
            Some(view! { <span class="audit-foot__failure">{words::more_failed(&error)}</span> })
        }
        _ => None,
    };
    let clear = Callback::new(move |()| {
        links.filter(&Filters::default());
        dom::focus_heading();
    });
    let can_clear = Memo::new(move |_| is_empty.get() && is_filtered.get());
    // The button stays while it works, so that the keyboard keeps its place.
    let can_go_on = Memo::new(move |_| is_known.get() && log.has_more() && !log.is_full());
    let is_pending = Signal::derive(move || *phase.read() == Phase::LoadingMore);
    let go_on = Callback::new(move |()| {
        log.load_more();
        log.retry();
    });
    let way_on = move || {
        if matches!(*phase.read(), Phase::MoreFailed(_)) { words::TRY_AGAIN } else { words::LOAD_MORE }
    };
    view! {
        <div class="audit-foot">
            <p class="audit-foot__status" role="status">
                {status}
                " "
                {failure}
            </p>
            <Show when=move || can_clear.get()>
                <Button kind=ButtonKind::Secondary on_press=clear>
                    {words::CLEAR_FILTERS}
                </Button>
            </Show>
            <Show when=move || can_go_on.get()>
                <Button kind=ButtonKind::Secondary is_pending on_press=go_on>
                    {way_on}
                </Button>
            </Show>
        </div>
    }
}
