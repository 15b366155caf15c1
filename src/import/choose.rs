//! Choosing a file, and what to write into it.

use super::earlier::EarlierImports;
use super::{model, words};
use crate::api;
use crate::routes;
use crate::session::use_session;
use crate::ui::dom;
use leptos::ev::DragEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use web_sys::File;

/// What has become of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Phase {
    /// None was chosen.
    Waiting,
    /// It is being checked; its name.
    Checking(String),
    /// It was refused as a whole, and why.
    Refused(Vec<String>),
}

/// A place for a file, which is checked as soon as it is chosen; what its columns are; and one's earlier imports.
#[component]
pub(super) fn ChooseFile() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let phase = RwSignal::new(Phase::Waiting);
    let check = Callback::new(move |file: File| {
        if matches!(*phase.read_untracked(), Phase::Checking(_)) {
            return;
        }
        phase.set(Phase::Checking(file.name()));
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = session.watch(api::check_import(&file).await);
            if phase.is_disposed() {
                return;
            }
            match answer {
                Ok(import) => {
                    navigate(&routes::import(&import.id), Default::default());
                    dom::focus_heading();
                }
                Err(error) => phase.set(Phase::Refused(words::refused_file(&error))),
            }
        });
    });
    let status = move || match &*phase.read() {
        Phase::Checking(name) => words::checking(name),
        Phase::Waiting | Phase::Refused(_) => String::new(),
    };
    let refusal = move || match phase.get() {
        Phase::Refused(sentences) => {
            let sentences: Vec<_> =
                sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect();
            view! {
                <div class="notice notice--failure" role="alert">
                    <ul>{sentences}</ul>
                </div>
            }
            .into_any()
        }
        Phase::Waiting | Phase::Checking(_) => ().into_any(),
    };
    view! {
        <p class="import__introduction">{words::INTRODUCTION}</p>
        <FilePlace on_choose=check />
        <p class="import__status" role="status">
            {status}
        </p>
        {refusal}
        <Columns />
        <EarlierImports />
    }
    .into_any()
}

/// A button that opens the system's choice of files, on a place where one can be dropped.
#[component]
fn FilePlace(on_choose: Callback<File>) -> impl IntoView {
    let id = dom::unique_id("import-file");
    let hint = format!("{id}-hint");
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent| {
        // Without this the browser would open the file itself.
        event.prevent_default();
        is_over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let file = event.data_transfer().and_then(|transfer| transfer.files()).and_then(|files| files.get(0));
        if let Some(file) = file {
            on_choose.run(file);
        }
    };
    view! {
        <div
            class="import-place"
            data-over=move || is_over.get().then_some("")
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            <label class="field__label" for=id.clone()>
                {words::CSV_FILE}
            </label>
            <input
                id=id
                class="import-place__input"
                type="file"
                accept=".csv,text/csv"
                aria-describedby=hint.clone()
                on:change:target=move |event| {
                    let input = event.target();
                    let file = input.files().and_then(|files| files.get(0));
                    // The same file can be chosen once more, when it was mended.
                    input.set_value("");
                    if let Some(file) = file {
                        on_choose.run(file);
                    }
                }
            />
            <p id=hint class="field__hint">
                {words::OR_DROP}
                " "
                {words::at_most()}
            </p>
        </div>
    }
}

/// Each column, and what to write into it.
#[component]
fn Columns() -> impl IntoView {
    let row = |(column, is_required): (staffroom_contract::StaffColumn, bool)| {
        view! {
            <tr>
                <th scope="row">
                    <code>{column.name()}</code>
                    {is_required.then(|| view! { " " <small>{words::REQUIRED}</small> })}
                </th>
                <td>{words::content(column)}</td>
            </tr>
        }
    };
    view! {
        <section class="import-section">
            <div class="import-section__head">
                <h2>{words::WHAT_TO_WRITE}</h2>
                <a class="button button--secondary" href=model::template_address() download=words::TEMPLATE_NAME>
                    {words::TEMPLATE}
                </a>
            </div>
            <table class="import-columns">
                <thead>
                    <tr>
                        <th scope="col">{words::COLUMN}</th>
                        <th scope="col">{words::CONTENT}</th>
                    </tr>
                </thead>
                <tbody>{model::columns().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}
