//! The question whether to retire a role.

use super::list::use_role_list;
use super::model::link_id;
use super::page::NEW_ID;
use super::role_drawers::{id_in_address, own_role};
use super::words;
use crate::api;
use crate::feedback::use_toasts;
use crate::forms::{Deed, Question};
use crate::session::use_session;
use crate::ui::{ButtonKind, Dialog, DialogKind, dom};
use leptos::prelude::*;
use staffroom_contract::RoleSummary;

/// The question about the role that the address names, once the role is known.
#[component]
pub(super) fn RetireDialog() -> impl IntoView {
    let list = use_role_list();
    let id = id_in_address();
    let whose = id.clone();
    on_cleanup(move || {
        // The row may have gone with its role.
        let is_there = list.find(&whose).is_some();
        dom::focus_soon(if is_there { link_id("retire", &whose) } else { NEW_ID.to_owned() });
    });
    let is_known = Memo::new(move |_| matches!(&*list.answer().read(), Some(Ok(_))));
    let close = Callback::new(move |()| list.leave());
    move || {
        is_known.get().then(|| {
            if let Some(role) = own_role(&id) {
                view! { <RetireQuestion role /> }.into_any()
            } else {
                view! {
                    <Dialog kind=DialogKind::Confirm title=words::RETIRE on_dismiss=close has_close=true>
                        <p>{words::NO_SUCH_ROLE}</p>
                    </Dialog>
                }
                .into_any()
            }
        })
    }
}

#[component]
fn RetireQuestion(role: RoleSummary) -> impl IntoView {
    let (list, session, toasts) = (use_role_list(), use_session(), use_toasts());
    let why_not = words::held_by(role.people);
    let title = words::retire_title(&role.name);
    let role = StoredValue::new(role);
    let close = Callback::new(move |()| list.leave());
    let retire = Deed::new(move || {
        let role = role.get_value();
        async move {
            session.with_fresh(|| api::retire_role(&role.id)).await?;
            toasts.success(words::retired(&role.name));
            // What the page shows is loaded anew; if it cannot be, it says what it knew.
            let _ = list.fetch().await;
            close.try_run(());
            Ok(())
        }
    });
    view! {
        <Question
            title
            kind=ButtonKind::Danger
            action=words::RETIRE
            deed=retire
            disabled_reason=MaybeProp::from(why_not)
            on_cancel=close
        >
            <p>{words::IS_GONE_FOR_GOOD}</p>
        </Question>
    }
}
