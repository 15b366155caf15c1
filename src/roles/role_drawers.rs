//! The drawers over the page: one makes a role, one changes it.

use super::draft::Subject;
use super::form::RoleForm;
use super::list::use_role_list;
use super::model::{link_id, system_role};
use super::page::NEW_ID;
use super::words;
use crate::routes::{FROM, ID};
use crate::ui::{Dialog, DialogKind, dom};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use staffroom_contract::{RoleId, RoleSummary, SystemRole};

/// The drawer that makes a role, from the system role that the address names.
#[component]
pub(super) fn NewDrawer() -> impl IntoView {
    let list = use_role_list();
    let from = use_query_map().with_untracked(|query| query.get(FROM));
    let role = from.as_deref().and_then(system_role);
    // Whatever closes it: the keyboard goes back to the link that leads here, if that is still there.
    let link = role.map_or_else(|| NEW_ID.to_owned(), |role| link_id("use", &role.id()));
    on_cleanup(move || dom::focus_soon(link));
    let subject = Subject::New(role.unwrap_or(SystemRole::Staff));
    view! { <RoleForm subject on_close=Callback::new(move |()| list.leave()) /> }.into_any()
}

/// The drawer that changes the role that the address names. It comes once the role is known, and keeps what is typed
/// whatever becomes of the list.
#[component]
pub(super) fn EditDrawer() -> impl IntoView {
    let list = use_role_list();
    let close = Callback::new(move |()| list.leave());
    let id = id_in_address();
    let link = link_id("edit", &id);
    on_cleanup(move || dom::focus_soon(link));
    let is_known = Memo::new(move |_| matches!(&*list.answer().read(), Some(Ok(_))));
    move || {
        is_known.get().then(|| {
            if let Some(role) = own_role(&id) {
                view! { <RoleForm subject=Subject::Existing(role) on_close=close /> }.into_any()
            } else {
                view! {
                    <Dialog kind=DialogKind::Drawer title=words::EDIT_ROLE on_dismiss=close has_close=true>
                        <p>{words::NO_SUCH_ROLE}</p>
                    </Dialog>
                }
                .into_any()
            }
        })
    }
}

/// The id of the role that the address names.
pub(super) fn id_in_address() -> RoleId {
    RoleId::new(use_params_map().with_untracked(|params| params.get(ID)).unwrap_or_default())
}

/// The role of the practice's own with this id, as far as it is known.
pub(super) fn own_role(id: &RoleId) -> Option<RoleSummary> {
    use_role_list().find(id).filter(|role| !role.is_system())
}
