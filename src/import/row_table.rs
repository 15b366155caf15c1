//! The rows of an import in a table.

use super::rows::Rows;
use super::{model, words};
use crate::feedback::LoadFailed;
use crate::forms::{FormProblems, SelectField};
use crate::routes;
use crate::ui::{Badge, Button, ButtonKind, Tone};
use leptos::prelude::*;
use staffroom_contract::{ImportCounts, ImportId, ImportRow, ImportRowState};

/// The field's name; it is in no request.
const KIND: &str = "state";

/// Rows of the kind that is chosen, each with what became of it and what to do about it. Native, with its roles said
/// again, since a browser forgets those of a table whose parts are laid out otherwise, as on a phone.
#[component]
pub(super) fn RowTable(
    /// Whose rows.
    id: ImportId,
    /// How many there are of each kind.
    counts: ImportCounts,
    /// The kind that is shown at first; all of them if it is none.
    shown: Option<ImportRowState>,
) -> impl IntoView {
    let rows = Rows::of(id);
    let kinds = model::kinds(&counts);
    let chosen = RwSignal::new(shown.map_or("", ImportRowState::name).to_owned());
    Effect::new(move || {
        let state = ImportRowState::ALL.iter().copied().find(|state| state.name() == *chosen.read());
        rows.load(state);
    });
    let options: Vec<_> =
        kinds.iter().map(|(state, count)| (state.name().to_owned(), words::kind(*state, *count))).collect();
    let is_choice = kinds.len() > 1;
    let failure = move || {
        let retry = Callback::new(move |()| rows.retry());
        rows.failure().get().map(|error| view! { <LoadFailed error on_retry=retry /> })
    };
    let status = move || {
        let count = rows.rows().read().len();
        (count > 0).then(|| words::showing(count, rows.has_more()))
    };
    view! {
        <div class="import-rows">
            {is_choice
                .then(|| {
                    view! {
                        <SelectField
                            label=words::SHOW
                            field=KIND
                            value=chosen
                            options=options
                            empty=words::ALL_ROWS
                            problems=FormProblems::new()
                        />
                    }
                })}
            <table
                role="table"
                class="import-table"
                aria-label=words::ROWS_OF_THE_FILE
                aria-busy=move || rows.is_loading().get().then_some("true")
            >
                <thead role="rowgroup" class="import-table__head">
                    <tr role="row">
                        {[words::ROW, words::NAME, words::RESULT, words::WHAT_TO_DO].map(heading).collect_view()}
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || rows.rows().get() key=|row| row.row let:row>
                        {line(row)}
                    </For>
                </tbody>
            </table>
            {failure}
            <div class="import-rows__foot">
                <p role="status">{status}</p>
                <Show when=move || rows.has_more()>
                    <Button
                        kind=ButtonKind::Secondary
                        is_pending=rows.is_loading()
                        on_press=Callback::new(move |()| rows.load_more())
                    >
                        {words::LOAD_MORE}
                    </Button>
                </Show>
            </div>
        </div>
    }
    .into_any()
}

fn heading(words: &'static str) -> impl IntoView {
    view! {
        <th role="columnheader" scope="col">
            {words}
        </th>
    }
}

fn line(row: ImportRow) -> impl IntoView {
    let tone = match row.state {
        ImportRowState::Ready | ImportRowState::Added => Tone::Good,
        ImportRowState::Refused | ImportRowState::Failed => Tone::Bad,
        ImportRowState::LeftOut => Tone::Neutral,
    };
    let name = row.full_name.unwrap_or_else(|| words::NO_NAME.to_owned());
    let name = match row.staff_id {
        Some(id) => view! { <a href=routes::staff_member(&id)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let problems: Vec<_> =
        row.problems.iter().map(|problem| view! { <li>{words::mend(problem)}</li> }).collect();
    view! {
        <tr role="row" class="import-table__row">
            <th role="rowheader" scope="row" data-label=words::ROW>
                {row.row}
            </th>
            <td role="cell">{name}</td>
            <td role="cell">
                <Badge tone>{words::state(row.state)}</Badge>
            </td>
            <td role="cell">{(!problems.is_empty()).then(|| view! { <ul>{problems}</ul> })}</td>
        </tr>
    }
}
