//! What stands under the heading: filters, table and foot.

use super::events::{Phase, provide_log};
use super::filters::Filtering;
use super::foot::LogFoot;
use super::links::provide_links;
use super::table::EventTable;
use crate::feedback::LoadFailed;
use crate::session::use_session;
use leptos::prelude::*;

/// The audit log as far as the filters in the address let it through, newest first.
#[component]
pub fn AuditLogPage() -> impl IntoView {
    let links = provide_links();
    let log = provide_log();
    Effect::new(move || log.load(links.request().get()));
    use_session().on_renewal(move || log.retry());

    let failure = Memo::new(move |_| match log.phase().get() {
        Phase::Failed(error) => Some(error),
        _ => None,
    });
    let table = move || match failure.get() {
        Some(error) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| log.retry()) /> }.into_any()
        }
        None if log.is_empty().get() => ().into_any(),
        None => view! { <EventTable /> }.into_any(),
    };
    view! {
        <Filtering />
        {table}
        <LogFoot />
    }
    .into_any()
}
