//! The choice of how to select.

use super::bar::BAR_ID;
use super::selection::Selection;
use super::words;
use crate::routes;
use crate::staff::list::use_list;
use crate::staff::list_part::SELECT_BUTTON;
use crate::staff::popup::Popup;
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;

/// One by one, or all that match; and where to find what was begun before.
#[component]
pub(super) fn SelectPopup() -> impl IntoView {
    let list = use_list();
    let part = list.part();
    let begin = move |selection: Selection| {
        Callback::new(move |()| {
            part.selected().set(selection.text());
            part.close();
            dom::focus_soon(BAR_ID.to_owned());
        })
    };
    let total = list.total();
    view! {
        <Popup button=SELECT_BUTTON label=words::SELECT>
            <div class="select-popup">
                <Button kind=ButtonKind::Secondary on_press=begin(Selection::People(Vec::new()))>
                    {words::ONE_BY_ONE}
                </Button>
                <Button
                    kind=ButtonKind::Secondary
                    on_press=begin(Selection::AllBut(Vec::new()))
                    disabled_reason=Signal::derive(move || words::why_not_all(total.get()))
                >
                    {move || words::all(total.get())}
                </Button>
                <a href=routes::bulk_acts()>{words::EARLIER}</a>
            </div>
        </Popup>
    }
}
