//! The choice of filters.

use super::filters::{LINK, MAIL, OFFICE, PROVIDER, ROLE, SECOND_FACTOR, SIGN_IN};
use super::links::use_links;
use super::list::use_list;
use super::list_part::FILTERS_BUTTON;
use super::own_options::use_options;
use super::popup::Popup;
use super::words::list_part as words;
use crate::forms::{FormProblems, SelectField};
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;

/// The filters, each of which acts as soon as it is changed.
#[component]
pub(super) fn FiltersPopup() -> impl IntoView {
    let (links, part) = (use_links(), use_list().part());
    let problems = FormProblems::new();
    let field = move |name: &'static str| {
        view! {
            <SelectField
                label=words::filter(name)
                field=name
                value=in_address(name)
                options=use_options(name)
                empty=words::ANY
                problems
            />
        }
    };
    let has_filters = Memo::new(move |_| links.query().is_filtered());
    let clear = Callback::new(move |()| links.ask(&untrack(|| links.query()).unfiltered()));
    let done = Callback::new(move |()| {
        part.close();
        dom::focus_soon(FILTERS_BUTTON.to_owned());
    });
    view! {
        <Popup button=FILTERS_BUTTON label=super::words::FILTERS>
            <div class="staff-popup__fields">
                {field(ROLE)} {field(PROVIDER)} {field(OFFICE)} {field(SIGN_IN)} {field(LINK)} {field(MAIL)}
                {field(SECOND_FACTOR)}
            </div>
            <div class="staff-popup__foot">
                <Button kind=ButtonKind::Secondary on_press=done>
                    {words::DONE}
                </Button>
                {move || {
                    has_filters
                        .get()
                        .then(|| {
                            view! {
                                <Button kind=ButtonKind::Quiet on_press=clear>
                                    {words::CLEAR_FILTERS}
                                </Button>
                            }
                        })
                }}
            </div>
        </Popup>
    }
}

/// A member of the address that a field changes, and that follows the address when that changes without the field, as
/// by Back.
pub(super) fn in_address(name: &'static str) -> RwSignal<String> {
    let links = use_links();
    let value = Memo::new(move |_| links.query().get(name).to_owned());
    let field = RwSignal::new(value.get_untracked());
    Effect::watch(
        move || field.get(),
        move |chosen, _, _| {
            if *chosen != *value.read_untracked() {
                links.ask(&untrack(|| links.query()).with(name, chosen));
            }
        },
        false,
    );
    Effect::watch(move || value.get(), move |value, _, _| field.set(value.clone()), false);
    field
}
