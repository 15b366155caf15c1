//! The staff page: title, search, lists, table, and the panel beside it.

use super::foot::StaffFoot;
use super::links::{ADD_ID, provide_links};
use super::list::{Phase, provide_list};
use super::list_part::{ListPiece, ListTools};
use super::mail_trouble::MailTroubleBanner;
use super::person::{provide_person_part, use_person_part};
use super::search::SearchField;
use super::table::StaffTable;
use super::tabs::ListTabs;
use super::walk::provide_rows;
use super::words;
use crate::feedback::LoadFailed;
use crate::routes::Page;
use crate::session::use_session;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use staffroom_contract::paths::page;

/// The staff table. A person's detail panel opens beside it, or over it where there is no room.
#[component]
pub fn StaffPage() -> impl IntoView {
    let list = provide_list();
    let links = provide_links();
    provide_rows();
    provide_person_part();
    let person_part = use_person_part();
    let session = use_session();
    // Whoever may not see it is on their way elsewhere, and the router may draw it for a moment until they are there.
    let is_for_them =
        Memo::new(move |_| session.current().is_none_or(|session| Page::Staff.is_for(&session)));
    Effect::new(move || {
        if is_for_them.get() {
            list.load(links.query());
        }
    });
    session.on_renewal(move || list.retry());

    let failure = Memo::new(move |_| match list.phase().get() {
        Phase::Failed(error) => Some(error),
        _ => None,
    });
    let is_empty = Memo::new(move |_| list.phase().with(|phase| *phase == Phase::Ready) && list.len() == 0);
    let table = move || match failure.get() {
        Some(error) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| list.retry()) /> }.into_any()
        }
        None if is_empty.get() => ().into_any(),
        None => view! { <StaffTable /> }.into_any(),
    };
    view! {
        <div class="staff-page" data-look=move || list.table_look().words().get()>
            <div class="staff-page__list">
                <header class="staff-page__head">
                    <h1 tabindex="-1">{words::STAFF}</h1>
                    <a class="button button--secondary" href=page::IMPORT>
                        {words::IMPORT}
                    </a>
                    <a
                        id=ADD_ID
                        class="button button--primary"
                        href=move || links.add()
                        data-noscroll
                        on:pointerenter=move |_| person_part.load()
                        on:focus=move |_| person_part.load()
                        on:click=move |event| links.press(&event)
                    >
                        {words::ADD_STAFF}
                    </a>
                    <SearchField />
                </header>
                // Its line is there from the beginning, so that nothing moves when it comes.
                <div class="staff-glance">{list.part().place(ListPiece::Glance)}</div>
                <MailTroubleBanner />
                <div class="staff-bar">
                    <ListTabs />
                    <ListTools />
                </div>
                <div class="staff-chips" class:staff-chips--some=move || links.query().is_filtered()>
                    {list.part().place(ListPiece::Chips)}
                </div>
                {table}
                <StaffFoot />
                {list.part().place(ListPiece::Bar)}
            </div>
            <Outlet />
        </div>
    }
    .into_any()
}
