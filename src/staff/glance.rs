//! What needs attention in the practice, at a glance.

use super::filters::{LINK, MAIL, SIGN_IN};
use super::list::use_list;
use super::query::{ALL, Query, SEARCH, STATUS};
use super::words::list_part;
use crate::api;
use crate::routes;
use crate::session::use_session;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::paths::page;
use staffroom_contract::{LinkFilter, MailFilter, SignInFilter, StaffOverview};

/// A number of people in words.
type Words = fn(u64) -> String;

/// Those whom somebody should look after, each number a link to who they are. What is zero is not said. The numbers are
/// asked for again whenever the lists have changed.
#[component]
pub(super) fn Glance() -> impl IntoView {
    let (list, session) = (use_list(), use_session());
    let overview = RwSignal::new(StaffOverview::default());
    Effect::new(move || {
        let _ = list.counts();
        // A search changes nothing of it.
        if !untrack(|| list.query()).get(SEARCH).is_empty() {
            return;
        }
        spawn_local(async move {
            // What cannot be told is not told: nothing depends on it.
            if let Ok(numbers) = session.watch(api::get_staff_overview().await) {
                overview.try_set(numbers);
            }
        });
    });
    move || {
        let numbers = overview.get();
        let everybody = Query::default().with(STATUS, ALL);
        let pending = Query::default().with(STATUS, "pending");
        let parts: [(u64, Words, Query); 4] = [
            (
                numbers.links_running_out,
                list_part::links_running_out,
                everybody.with(LINK, LinkFilter::RunningOut.name()),
            ),
            (
                numbers.invitations_ran_out,
                list_part::invitations_ran_out,
                pending.with(LINK, LinkFilter::InvitationRanOut.name()),
            ),
            (numbers.mails_failed, list_part::mails_failed, everybody.with(MAIL, MailFilter::Failed.name())),
            (
                numbers.not_signed_in,
                list_part::not_signed_in,
                Query::default().with(SIGN_IN, SignInFilter::NotFor90Days.name()),
            ),
        ];
        let running = numbers.running_bulk.map(|id| {
            view! {
                <li>
                    <a href=routes::bulk(&id)>{list_part::BULK_RUNS}</a>
                </li>
            }
        });
        let is_said = running.is_some() || parts.iter().any(|(count, ..)| *count > 0);
        let items = parts.into_iter().filter(|(count, ..)| *count > 0).map(|(count, words, query)| {
            view! {
                <li>
                    <a href=query.at(page::STAFF)>{words(count)}</a>
                </li>
            }
        });
        is_said.then(|| {
            view! {
                <ul class="staff-glance__list" aria-label=list_part::NEEDS_ATTENTION>
                    {running}
                    {items.collect_view()}
                </ul>
            }
        })
    }
}
