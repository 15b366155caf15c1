//! The table of the roles.

use super::list::use_role_list;
use super::model::link_id;
use super::words;
use crate::permissions::{self, GROUPS};
use crate::routes;
use crate::session::use_session;
use leptos::prelude::*;
use staffroom_contract::{Permission, RoleSummary};

/// A row per role: what it is called, who holds it, what it allows, and what can be done with it.
#[component]
pub(super) fn RoleTable(
    /// Those to show; nothing while they are on their way.
    roles: Memo<Option<Vec<RoleSummary>>>,
) -> impl IntoView {
    let rows = move || match roles.get() {
        Some(roles) => roles.into_iter().map(|role| view! { <Row role /> }).collect_view().into_any(),
        None => std::iter::repeat_with(skeleton).take(6).collect_view().into_any(),
    };
    view! {
        <table class="role-table" aria-busy=move || roles.read().is_none().then_some("true")>
            <thead class="role-table__head">
                <tr>
                    <th scope="col">{words::ROLE}</th>
                    <th scope="col">{words::PEOPLE}</th>
                    <th scope="col">{words::PERMISSIONS}</th>
                    <th scope="col">{words::ACTION}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(role: RoleSummary) -> impl IntoView {
    let kind = role.based_on.map_or_else(|| words::SYSTEM.to_owned(), words::made_from);
    let allowed = GROUPS.into_iter().filter_map(|group| {
        let allowed = group.permissions.iter().filter(|permission| role.permissions.contains(permission));
        let allowed: Vec<_> = allowed.copied().collect();
        (!allowed.is_empty()).then(|| {
            view! {
                <li>
                    <span class="role-table__group">{format!("{}: ", group.name)}</span>
                    {permissions::names(&allowed)}
                </li>
            }
        })
    });
    let allows = if role.permissions.is_empty() {
        view! { <span class="role-table__nothing">{words::ONLY_OWN_ACCOUNT}</span> }.into_any()
    } else {
        view! { <ul class="role-table__permissions">{allowed.collect_view()}</ul> }.into_any()
    };
    view! {
        <tr class="role-table__row">
            <th scope="row">
                <span class="role-table__name">{role.name.clone()}</span>
                <small>{kind}</small>
            </th>
            <td data-label=words::PEOPLE>
                <People role=role.clone() />
            </td>
            <td data-label=words::PERMISSIONS>{allows}</td>
            <td>
                <Acts role />
            </td>
        </tr>
    }
    .into_any()
}

/// Who holds a role, with the way to them for those who may see the staff.
#[component]
fn People(role: RoleSummary) -> impl IntoView {
    let session = use_session();
    let sees_staff =
        Memo::new(move |_| session.current().is_some_and(|session| session.may(Permission::ManageAccounts)));
    let count = words::people(role.people);
    move || {
        if role.people > 0 && sees_staff.get() {
            let label = words::show_people(&role.name, role.people);
            view! {
                <a href=routes::staff_with_role(&role.id) aria-label=label>
                    {count.clone()}
                </a>
            }
            .into_any()
        } else {
            count.clone().into_any()
        }
    }
}

#[component]
fn Acts(role: RoleSummary) -> impl IntoView {
    let act = |act, words, href| view! { <Act role=role.clone() act words href /> };
    if role.is_system() {
        act("use", words::USE, routes::new_role_from(&role.id)).into_any()
    } else {
        view! {
            <span class="role-table__acts">
                {act("edit", words::EDIT, routes::edit_role(&role.id))}
                {act("retire", words::RETIRE, routes::retire_role(&role.id))}
            </span>
        }
        .into_any()
    }
}

/// A link to what lies over the page. Its row's name belongs to what it is called.
#[component]
fn Act(role: RoleSummary, act: &'static str, words: &'static str, href: String) -> impl IntoView {
    let list = use_role_list();
    view! {
        <a
            id=link_id(act, &role.id)
            class="staff-action"
            href=href
            aria-label=words::act_upon(words, &role.name)
            data-noscroll
            on:click=move |event| list.press(&event)
        >
            {words}
        </a>
    }
}

fn skeleton() -> impl IntoView {
    view! {
        <tr class="role-table__row role-table__row--skeleton" aria-hidden="true">
            <th>
                <span class="skeleton" />
            </th>
            <td>
                <span class="skeleton" />
            </td>
            <td>
                <span class="skeleton" />
            </td>
            <td>
                <span class="skeleton" />
            </td>
        </tr>
    }
}
