//! How many are selected, and what can be done with them.

use super::preview::PreviewDialog;
use super::selection::{Selection, finds_the_same};
use super::words;
use crate::bulk_acts;
use crate::staff::list::use_list;
use crate::staff::list_part::SELECT_BUTTON;
use crate::staff::query::Query;
use crate::ui::{Button, ButtonKind, dom};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use staffroom_contract::BulkKind;

/// The id of the bar, which the keyboard comes to.
pub(super) const BAR_ID: &str = "staff-selected";

/// There while somebody selects. Whom "all that match" are is what the table shows: another search or filter begins anew.
#[component]
pub(super) fn Bar() -> impl IntoView {
    let list = use_list();
    let selected = list.part().selected();
    let is_selecting = Memo::new(move |_| !selected.read().is_empty());
    Effect::new(move |before: Option<Query>| {
        let query = list.query();
        let is_other = before.is_some_and(|before| !finds_the_same(&before, &query));
        if is_other && matches!(Selection::of(&selected.read_untracked()), Selection::AllBut(_)) {
            selected.set(Selection::People(Vec::new()).text());
        }
        query
    });
    move || is_selecting.get().then(|| view! { <Selected /> })
}

#[component]
fn Selected() -> impl IntoView {
    let list = use_list();
    let selected = list.part().selected();
    let act = RwSignal::new(None::<BulkKind>);
    let count = Memo::new(move |_| Selection::of(&selected.read()).count(list.total().get()));
    let can_be_more = Memo::new(move |_| count.get() < list.total().get());
    let stop = Callback::new(move |()| {
        selected.set(String::new());
        dom::focus_soon(SELECT_BUTTON.to_owned());
    });
    let all = Callback::new(move |()| selected.set(Selection::AllBut(Vec::new()).text()));
    let act_button = move |kind: BulkKind| {
        let ask = Callback::new(move |()| act.set(Some(kind)));
        view! {
            <Button kind=ButtonKind::Secondary on_press=ask>
                {bulk_acts::act(kind)}
            </Button>
        }
    };
    let stop_on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() && act.get_untracked().is_none() {
            stop.run(());
        }
    };
    view! {
        <section id=BAR_ID class="select-bar" aria-label=words::SELECTED tabindex="-1" on:keydown=stop_on_escape>
            <div class="select-bar__count">
                <p role="status">{move || words::selected(count.get())}</p>
                {move || {
                    can_be_more
                        .get()
                        .then(|| {
                            let why_not = Signal::derive(move || words::why_not_all(list.total().get()));
                            view! {
                                <Button kind=ButtonKind::Quiet on_press=all disabled_reason=why_not>
                                    {move || words::all(list.total().get())}
                                </Button>
                            }
                        })
                }}
                <Button kind=ButtonKind::Quiet on_press=stop>
                    {words::STOP}
                </Button>
            </div>
            {move || {
                (count.get() > 0)
                    .then(|| {
                        view! { <div class="select-bar__acts">{BulkKind::ALL.map(act_button).collect_view()}</div> }
                    })
            }}
            {move || (count.get() == 0).then(|| view! { <p class="select-bar__hint">{words::TICK}</p> })}
        </section>
        {move || {
            let close = Callback::new(move |()| act.set(None));
            act.get().map(|kind| view! { <PreviewDialog kind on_close=close /> })
        }}
    }
}
