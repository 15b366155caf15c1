//! The panel's Basic block: nine fields, and the way to change them.

use super::detail::use_detail;
use super::links::use_links;
use super::words;
use leptos::prelude::*;
use staffroom_contract::Staff;

/// The id of the link to the drawer, which the keyboard goes back to.
pub(super) const EDIT_ID: &str = "staff-edit";

/// A field's label, and how to read it off a person.
type Field = (&'static str, fn(&Staff) -> Option<&str>);

/// Row by row, in three columns.
const FIELDS: [Field; 9] = [
    (words::FIRST_NAME, |staff| Some(&staff.summary.first_name)),
    (words::CARE_TEAM_ROLE, |staff| staff.care_team_role.as_ref().map(|role| role.display.as_str())),
    (words::EMAIL, |staff| staff.summary.email.as_deref()),
    (words::LAST_NAME, |staff| Some(&staff.summary.last_name)),
    (words::CARE_TEAM_IDENTIFIER, |staff| staff.care_team_identifier.as_deref()),
    (words::CELL_PHONE, |staff| staff.summary.cell_phone.as_deref()),
    (words::PRIMARY_PROVIDER, |staff| {
        staff.summary.primary_provider.as_ref().map(|provider| provider.full_name.as_str())
    }),
    (words::USERNAME, |staff| Some(&staff.summary.username)),
    (words::HOME_PHONE, |staff| staff.home_phone.as_deref()),
];

/// A person's fields, with a dash where they have nothing.
#[component]
pub(super) fn Basic() -> impl IntoView {
    let detail = use_detail();
    let links = use_links();
    let staff = detail.part(|detail| detail.staff.clone());
    let fields = FIELDS.map(|(label, value)| {
        let value = move || {
            let staff = staff.read();
            staff.as_ref().and_then(value).unwrap_or(words::NOTHING).to_owned()
        };
        view! {
            <div class="staff-field">
                <dt class="staff-field__label">{label}</dt>
                <dd class="staff-field__value">{value}</dd>
            </div>
        }
    });
    view! {
        <div class="staff-block">
            <header class="staff-block__head">
                <h3 class="staff-block__title">{words::BASIC}</h3>
                <a
                    id=EDIT_ID
                    class="staff-action"
                    href=move || links.edit(&detail.id().read())
                    data-noscroll
                    on:click=move |event| links.press(&event)
                >
                    {words::EDIT}
                </a>
            </header>
            <dl class="staff-fields">{fields.collect_view()}</dl>
        </div>
    }
    .into_any()
}
