//! A person's row in the staff table.

use super::links::use_links;
use super::list::use_list;
use super::list_part::ListPiece;
use super::look::{LAST_SIGN_IN, Look};
use super::walk::view_link_id;
use super::words;
use crate::ui::{Badge, Tone};
use leptos::prelude::*;
use staffroom_contract::{StaffStatus, StaffSummary};

/// A person: name and role, then how to reach them; whether a second factor is asked for; what can be done.
///
/// The row stays when its person is changed, and takes up whoever comes to its place, so that the keyboard does
/// not lose its own.
#[component]
pub(super) fn Row(
    /// Counted from the top of the table.
    row: usize,
) -> impl IntoView {
    let list = use_list();
    let open = use_links().open();
    let person = Memo::new(move |_| list.person(row));
    let part = move |part: fn(&StaffSummary, Look) -> String| {
        move || person.read().as_ref().map(|person| part(person, list.table_look())).unwrap_or_default()
    };
    let fact = move |label: &'static str, value: fn(&StaffSummary) -> Option<String>| {
        move || person.read().as_ref().and_then(value).map(|value| fact_view(label, value))
    };
    let status = move || person.read().as_ref().map(|person| status_badge(person.status));
    let two_factor_auth =
        |person: &StaffSummary, _| if person.has_second_factor { words::ON } else { words::OFF }.to_owned();
    let is_open = Memo::new(move |_| {
        person.with(|person| person.as_ref().is_some_and(|person| open.read().as_ref() == Some(&person.id)))
    });
    view! {
        <tr
            role="row"
            class="staff-table__row"
            aria-rowindex=row + 2
            data-open=move || is_open.get().then_some("")
            hidden=move || person.read().is_none()
        >
            <th role="rowheader" scope="row" class="staff-row__person">
                <span class="staff-row__head">
                    <b id=part(|person, _| name_id(person)) class="staff-row__name">
                        {part(|person, _| person.full_name())}
                    </b>
                    " "
                    <small class="staff-row__role">{part(|person, _| person.role.label())}</small>
                    {status}
                </span>
                " "
                <span class="staff-row__facts">
                    {fact(words::USERNAME, |person| Some(person.username.clone()))}
                    {fact(words::EMAIL, |person| person.email.clone())}
                    {fact(words::CELL_PHONE, |person| person.cell_phone.clone())}
                    {fact(
                        words::PRIMARY_PROVIDER,
                        |person| person.primary_provider.as_ref().map(|provider| provider.full_name.clone()),
                    )}
                    {fact(words::INVITATION, words::invitation)}
                </span>
            </th>
            <td role="cell" class="staff-row__two-factor">
                {part(two_factor_auth)}
            </td>
            <td role="cell" class="staff-row__sign-in">
                {part(last_sign_in)}
            </td>
            <td role="cell" class="staff-row__actions">
                {list.part().place(ListPiece::Box(row))}
                <Actions person is_open />
            </td>
        </tr>
    }
}

#[component]
fn Actions(person: Memo<Option<StaffSummary>>, is_open: Memo<bool>) -> impl IntoView {
    let links = use_links();
    let name = move || person.read().as_ref().map(name_id);
    view! {
        <a
            id=move || person.read().as_ref().map(|person| view_link_id(&person.id))
            class="staff-action"
            href=move || person.read().as_ref().map_or_else(|| links.table(), |person| links.person(&person.id))
            aria-describedby=name
            aria-current=move || is_open.get().then_some("true")
            data-noscroll
        >
            {words::VIEW}
        </a>
        " "
        <StatusLink person described_by=Signal::derive(move || name().unwrap_or_default()) />
    }
}

/// The link to the question that a person's status leaves open. It stays the same link when the answer turns it
/// around, so that the keyboard comes back to it.
#[component]
pub(super) fn StatusLink(
    /// Whom it is about.
    person: Memo<Option<StaffSummary>>,
    /// The id of the element that names them.
    #[prop(into)]
    described_by: Signal<String>,
) -> impl IntoView {
    let links = use_links();
    let question = move || {
        person.with(|person| {
            person
                .as_ref()
                .map_or_else(|| links.table(), |person| links.status_question(&person.id, person.status))
        })
    };
    let words = move || person.read().as_ref().map(|person| words::status_question(person.status));
    view! {
        <a
            class="staff-action"
            href=question
            aria-describedby=described_by
            data-noscroll
            on:click=move |event| links.press(&event)
        >
            {words}
        </a>
    }
}

/// Rows of nobody, as tall as those that are on their way.
#[component]
pub(super) fn SkeletonRows() -> impl IntoView {
    let row = || {
        view! {
            <tr class="staff-table__row staff-table__row--skeleton">
                <th>
                    <span class="skeleton" />
                    <span class="skeleton skeleton--long" />
                </th>
                <td>
                    <span class="skeleton" />
                </td>
                <td>
                    <span class="skeleton" />
                </td>
            </tr>
        }
    };
    view! {
        <tbody class="staff-table__chunk" aria-hidden="true">
            {std::iter::repeat_with(row).take(12).collect_view()}
        </tbody>
    }
}

/// A person's status, if it is worth a word.
pub(super) fn status_badge(status: StaffStatus) -> impl IntoView {
    let tone = if status == StaffStatus::Pending { Tone::Attention } else { Tone::Neutral };
    words::status(status).map(|words| view! { " " <Badge tone>{words}</Badge> })
}

/// Times are slow to write, so that nobody's is written for somebody who does not want to see them.
fn last_sign_in(person: &StaffSummary, look: Look) -> String {
    if look.has(LAST_SIGN_IN) { words::last_sign_in(person.last_sign_in_at) } else { String::new() }
}

fn name_id(person: &StaffSummary) -> String {
    format!("name-{}", person.id)
}

fn fact_view(label: &'static str, value: String) -> impl IntoView {
    view! {
        <span class="staff-fact">
            <span class="staff-fact__label">{words::labelled(label)}</span>
            {value}
        </span>
        " "
    }
}
