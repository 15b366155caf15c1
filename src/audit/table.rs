//! The table of the audit log, newest first, with a heading for each day.

use super::client::short_name;
use super::events::{Phase, use_log};
use super::links::use_links;
use super::model::{Line, filter, lines};
use super::words;
use crate::routes;
use crate::ui::{Badge, Tone, time};
use leptos::prelude::*;
use staffroom_contract::{AuditDetail, AuditEvent, AuditPerson, AuditResult, BulkId};

/// How far below the viewport rows must be loaded, in viewports.
const LOADED_BELOW: f64 = 1.0;
/// How many rows stand in for those that are on their way.
const SKELETON_ROWS: usize = 8;
/// The detail that names a bulk act.
const BULK_ID: &str = "bulk_id";
/// The headings, in the order of the cells.
const HEADINGS: [&str; 6] =
    [words::WHEN, words::WHO, words::WHAT, words::WHOM, words::RESULT, words::FROM_WHERE];

/// What happened, a row each. Native, with its roles said again, since a browser forgets those of a table whose parts
/// are laid out otherwise, as on a phone. More rows come as one scrolls.
#[component]
pub(super) fn EventTable() -> impl IntoView {
    let log = use_log();
    load_by_scrolling();
    let is_loading = Memo::new(move |_| *log.phase().read() == Phase::Loading);
    let is_first_load = Memo::new(move |_| is_loading.get() && log.events().read().is_empty());
    let heading = |heading| {
        view! {
            <th role="columnheader" scope="col">
                {heading}
            </th>
        }
    };
    view! {
        <table
            role="table"
            class="audit-table"
            aria-label=words::AUDIT_LOG
            aria-busy=move || is_loading.get().then_some("true")
        >
            <thead role="rowgroup" class="audit-table__head">
                <tr role="row">{HEADINGS.map(heading).collect_view()}</tr>
            </thead>
            <tbody role="rowgroup">
                <For
                    each=move || lines(&log.events().read(), time::day)
                    key=|line| (line.event.number, line.day.is_some())
                    let:line
                >
                    <EventRows line />
                </For>
                <Show when=move || is_first_load.get()>
                    <SkeletonRows />
                </Show>
            </tbody>
        </table>
    }
}

/// A row, and above the first of a day the day.
#[component]
fn EventRows(line: Line) -> impl IntoView {
    let Line { day, event } = line;
    let day = day.map(|day| {
        view! {
            <tr role="row" class="audit-table__day">
                <th role="rowheader" scope="rowgroup" colspan=HEADINGS.len().to_string()>
                    {day}
                </th>
            </tr>
        }
    });
    view! {
        {day}
        <tr role="row" class="audit-table__row">
            <td role="cell" class="audit-table__when">
                {time::time_of_day(event.at)}
            </td>
            <td role="cell" data-label=words::WHO>
                {person(event.actor.clone(), filter::ACTOR, words::show_done_by)}
            </td>
            <td role="cell" class="audit-table__what">
                {what(&event)}
            </td>
            <td role="cell" data-label=words::WHOM>
                {person(event.subject.clone(), filter::SUBJECT, words::show_done_to)}
            </td>
            <td role="cell">{outcome(&event)}</td>
            <td role="cell" class="audit-table__where" data-label=words::FROM_WHERE>
                {event.address.unwrap_or_else(|| words::NOTHING.to_owned())}
                {event
                    .user_agent
                    .map(|client| {
                        view! {
                            " "
                            <small title=client.clone()>{short_name(&client)}</small>
                        }
                    })}
            </td>
        </tr>
    }
}

/// Somebody, with a link to the rows that have them in the same place.
fn person(
    person: Option<AuditPerson>,
    name: &'static str,
    label: fn(&str) -> String,
) -> impl IntoView + use<> {
    let links = use_links();
    let Some(AuditPerson { id, full_name }) = person else {
        return words::NOTHING.into_any();
    };
    let label = label(&full_name);
    view! {
        <a href=move || links.with(name, id.as_str()) aria-label=label>
            {full_name}
        </a>
    }
    .into_any()
}

/// The sentence, what was changed from what to what, and whatever else belongs to it.
fn what(event: &AuditEvent) -> impl IntoView + use<> {
    let item = |words: String| view! { <li>{words}</li> };
    let changes: Vec<_> = event.changes.iter().map(words::change).map(item).collect();
    let details: Vec<_> = event.details.iter().map(detail).collect();
    view! {
        <p>{words::sentence(event)}</p>
        {(!changes.is_empty()).then(|| view! { <ul class="audit-table__changes">{changes}</ul> })}
        {(!details.is_empty()).then(|| view! { <ul class="audit-table__details">{details}</ul> })}
    }
}

/// What else belongs to it; a bulk act leads to its results.
fn detail(detail: &AuditDetail) -> impl IntoView + use<> {
    let words = words::detail(detail, time::words);
    let told = if detail.name == BULK_ID {
        view! { <a href=routes::bulk(&BulkId::new(detail.value.as_str()))>{words}</a> }.into_any()
    } else {
        words.into_any()
    };
    view! { <li>{told}</li> }
}

/// Whether it was done, and why not.
fn outcome(event: &AuditEvent) -> impl IntoView + use<> {
    let tone = match event.result {
        AuditResult::Done => Tone::Neutral,
        AuditResult::Refused => Tone::Bad,
    };
    let result = words::result(event.result);
    let reason = event.reason.as_deref().map(words::reason);
    view! {
        <Badge tone>{result}</Badge>
        {reason.map(|reason| view! { " " <small>{reason}</small> })}
    }
}

#[component]
fn SkeletonRows() -> impl IntoView {
    let cell = || {
        view! {
            <td role="cell">
                <span class="skeleton" />
            </td>
        }
    };
    let row = || {
        view! {
            <tr role="row" class="audit-table__row audit-table__row--skeleton">
                {HEADINGS.map(|_| cell()).collect_view()}
            </tr>
        }
    };
    std::iter::repeat_with(row).take(SKELETON_ROWS).collect_view()
}

/// Loads the next rows before whoever scrolls comes to the end of those that are there.
fn load_by_scrolling() {
    let log = use_log();
    let look = move || {
        let bottom = document().document_element().map(|page| page.get_bounding_client_rect().bottom());
        let height = window().inner_height().ok().and_then(|height| height.as_f64());
        if let (Some(bottom), Some(height)) = (bottom, height)
            && bottom < height * (1.0 + LOADED_BELOW)
        {
            log.load_more();
        }
    };
    let listener = window_event_listener_untyped("scroll", move |_| look());
    on_cleanup(move || listener.remove());
}
