//! The lists of the staff table, one beside the other.

use super::links::use_links;
use super::list::use_list;
use super::query::{ALL, STATUS};
use super::words;
use crate::ui::number;
use leptos::prelude::*;
use staffroom_contract::StaffStatus;

/// A link to each list, with how many people are in it: those whom the search and the filters find there.
#[component]
pub(super) fn ListTabs() -> impl IntoView {
    let (links, list) = (use_links(), use_list());
    let tab = move |name: &'static str, status: Option<StaffStatus>, label: &'static str| {
        // A browser sees a text that was empty jump to its place.
        let count = move || {
            if list.is_counted() { number(list.counts().of(status)) } else { "\u{a0}".to_owned() }
        };
        view! {
            <a
                class="staff-tabs__tab"
                href=move || links.with(STATUS, name)
                aria-current=move || (links.query().get(STATUS) == name).then_some("page")
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
