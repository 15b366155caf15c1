//! The lists of the staff table, one beside the other.

use super::links::use_links;
use super::list::{Phase, use_list};
use super::query::{ALL, STATUS};
use super::words;
use leptos::prelude::*;
use staffroom_contract::StaffStatus;

/// A link to each list, with how many people are in it: those whom the search and the filters find there.
#[component]
pub(super) fn ListTabs() -> impl IntoView {
    let (links, list) = (use_links(), use_list());
    // What was known stays until something else is.
    let is_known = Memo::new(move |was_known: Option<&bool>| {
        was_known == Some(&true) || !matches!(list.phase().get(), Phase::Loading | Phase::Failed(_))
    });
    let tab = move |name: &'static str, status: Option<StaffStatus>, label: &'static str| {
        let is_shown = Memo::new(move |_| links.query().get(STATUS) == name);
        let count =
            move || if is_known.get() { words::number(list.counts().of(status)) } else { String::new() };
        view! {
            <a
                class="staff-tabs__tab"
                href=move || links.with(STATUS, name)
                aria-current=move || is_shown.get().then_some("page")
            >
                {label}
                " "
                <span class="staff-tabs__count">{count}</span>
            </a>
        }
        .into_any()
    };
    view! {
        <nav class="staff-tabs" aria-label=words::LISTS>
            {tab("", Some(StaffStatus::Active), words::ACTIVE)}
            {tab("inactive", Some(StaffStatus::Inactive), words::INACTIVE)}
            {tab("pending", Some(StaffStatus::Pending), words::PENDING)}
            {tab(ALL, None, words::ALL)}
        </nav>
    }
    .into_any()
}
