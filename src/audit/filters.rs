//! The filters above the table, and the link to the file.

use super::events::use_log;
use super::links::use_links;
use super::model::{Filters, filter, name_of};
use super::words;
use crate::api;
use crate::forms::{FormProblems, SelectField, TextField};
use crate::ui::{Button, ButtonKind, Icon, IconName, dom};
use leptos::prelude::*;
use staffroom_contract::AuditResult;
use staffroom_contract::audit::Event;

/// The filters, each of which acts as soon as it is changed; the people who are filtered by; and the same rows as a
/// file.
#[component]
pub(super) fn Filtering() -> impl IntoView {
    let links = use_links();
    let problems = FormProblems::new();
    let acts: Vec<_> =
        Event::ALL.iter().map(|event| (event.name().to_owned(), words::label(*event).to_owned())).collect();
    let results =
        AuditResult::ALL.map(|result| (result.name().to_owned(), words::result(result).to_owned())).to_vec();
    let (event, result) = (bound(filter::EVENT), bound(filter::RESULT));
    let (from, until) = (bound(filter::FROM), bound(filter::UNTIL));
    view! {
        <div class="audit-filters" role="search" aria-label=words::FILTERS>
            <SelectField
                label=words::EVENT
                field=filter::EVENT
                value=event
                options=acts
                empty=words::ANY
                problems
            />
            <SelectField
                label=words::RESULT
                field=filter::RESULT
                value=result
                options=results
                empty=words::ANY
                problems
            />
            <TextField label=words::FROM field=filter::FROM value=from input_type="date" problems />
            <TextField label=words::UNTIL field=filter::UNTIL value=until input_type="date" problems />
        </div>
        <div class="audit-tools">
            <div class="audit-tools__people">
                <ChosenPerson name=filter::ACTOR label=words::WHO />
                <ChosenPerson name=filter::SUBJECT label=words::WHOM />
            </div>
            <a
                class="button button--secondary"
                href=move || api::export_audit_events(&links.request().read())
                download=words::FILE_NAME
            >
                {words::DOWNLOAD_CSV}
            </a>
        </div>
    }
}

/// A field's value, which goes into the address when somebody changes it, and follows the address when that changes
/// without the field, as by Back.
fn bound(name: &'static str) -> RwSignal<String> {
    let links = use_links();
    let in_address = Memo::new(move |_| links.filters().read().member(name));
    let field = RwSignal::new(in_address.get_untracked().unwrap_or_default());
    Effect::watch(
        move || field.get(),
        move |value, _, _| links.filter(&links.filters().get_untracked().with(name, value)),
        false,
    );
    Effect::watch(
        move || in_address.get(),
        move |value, _, _| {
            // A date that is half typed stands in no address, and is left alone.
            if Filters::default().with(name, &field.read_untracked()).member(name) != *value {
                field.set(value.clone().unwrap_or_default());
            }
        },
        false,
    );
    field
}

/// The person whom a link filtered by, with a way to take the filter away. Known by id until a row has the name.
#[component]
fn ChosenPerson(name: &'static str, label: &'static str) -> impl IntoView {
    let (links, log) = (use_links(), use_log());
    let chosen = Memo::new(move |_| match name {
        filter::ACTOR => links.filters().read().actor.clone(),
        _ => links.filters().read().subject.clone(),
    });
    let is_chosen = Memo::new(move |_| chosen.read().is_some());
    let words = Memo::new(move |known: Option<&(String, String)>| {
        let id = chosen.get().map(|id| (id.to_string(), name_of(&log.events().read(), &id)));
        let (id, found) = id.unwrap_or_default();
        // Filters that let nothing through take no name away that was known before.
        let kept = known.filter(|(of, _)| *of == id).map(|(_, name)| name.clone());
        let name = found.or(kept).unwrap_or_else(|| id.clone());
        (id, name)
    });
    let text = move || words::chosen(label, &words.read().1);
    let remove = Callback::new(move |()| {
        links.filter(&links.filters().get_untracked().with(name, ""));
        dom::focus_heading();
    });
    view! {
        <Show when=move || is_chosen.get()>
            <Button
                kind=ButtonKind::Secondary
                label=Signal::derive(move || words::remove(&text()))
                on_press=remove
            >
                <Icon name=IconName::Close />
                <span>{text}</span>
            </Button>
        </Show>
    }
}
