//! The panel's block about a person's role: what it is, what it allows, and the way to another one.

use super::detail::use_detail;
use super::links::use_links;
use super::words;
use crate::permissions;
use leptos::prelude::*;

/// The id of the link to the drawer, which the keyboard goes back to.
pub(super) const CHANGE_ROLE_ID: &str = "staff-change-role";

/// A person's role, and what they may do.
#[component]
pub(super) fn RoleBlock() -> impl IntoView {
    let detail = use_detail();
    let links = use_links();
    let role = detail.part(|detail| detail.staff.summary.role.label());
    let may = detail.part(|detail| permissions::names(&detail.permissions));
    let may = move || {
        may.get().filter(|names| !names.is_empty()).unwrap_or_else(|| words::NO_PERMISSIONS.to_owned())
    };
    view! {
        <div class="staff-block">
            <header class="staff-block__head">
                <h3 class="staff-block__title">{words::ROLE}</h3>
                <a
                    id=CHANGE_ROLE_ID
                    class="staff-action"
                    href=move || links.role(&detail.id().read())
                    data-noscroll
                    on:click=move |event| links.press(&event)
                >
                    {words::CHANGE_ROLE}
                </a>
            </header>
            <dl class="staff-fields staff-fields--role">
                <div class="staff-field">
                    <dt class="staff-field__label">{words::ROLE}</dt>
                    <dd class="staff-field__value">{move || role.get()}</dd>
                </div>
                <div class="staff-field">
                    <dt class="staff-field__label">{words::PERMISSIONS}</dt>
                    <dd class="staff-field__value">{may}</dd>
                </div>
            </dl>
        </div>
    }
    .into_any()
}
