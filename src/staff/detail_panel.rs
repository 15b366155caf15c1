//! The detail panel: one person, beside the table or over it.

use super::basic::Basic;
use super::deactivation_note::DeactivationNote;
use super::detail::{provide_detail, use_detail};
use super::email_change_state::EmailChangeState;
use super::frozen_note::FrozenNote;
use super::link_dialogs::LinkDialogs;
use super::link_state::LinkState;
use super::links::use_links;
use super::list::use_list;
use super::pin::provide_shown_pin;
use super::role_block::RoleBlock;
use super::row::{StatusLink, status_badge};
use super::settings::Settings;
use super::walk::{self, use_rows};
use super::words;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::routes;
use crate::session::use_session;
use crate::ui::{Icon, IconName, dom};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use staffroom_contract::{Permission, ProblemCode, StaffId, StaffSummary};

/// The id of the heading that names the panel.
pub(super) const TITLE_ID: &str = "staff-panel-title";

/// What the panel has to show.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Nothing,
    Person,
    Nobody,
    Failure(ApiError),
}

/// One person: their fields, their settings, and what became of their reset link. Drawer and dialogs follow it in
/// the document.
#[component]
pub fn DetailPanel() -> impl IntoView {
    let detail = provide_detail();
    provide_shown_pin();
    let list = use_list();
    let content = Memo::new(move |_| match &*detail.answer().read() {
        None => Content::Nothing,
        Some(Ok(_)) => Content::Person,
        Some(Err(error)) if error.code() == Some(ProblemCode::NotFound) => Content::Nobody,
        Some(Err(error)) => Content::Failure(error.clone()),
    });
    let loaded = detail.part(|detail| detail.staff.summary.clone());
    let summary = Memo::new(move |_| loaded.get().or_else(|| list.find(&detail.id().read())));
    let title = move || match (content.get(), summary.read().as_ref()) {
        (Content::Nobody, _) => words::NO_SUCH_PERSON.to_owned(),
        (_, Some(person)) => person.full_name(),
        (Content::Nothing, None) => words::LOADING.to_owned(),
        (_, None) => words::STAFF.to_owned(),
    };
    let body = move || match content.get() {
        Content::Nothing => view! { <PanelSkeleton /> }.into_any(),
        Content::Person => view! {
            <FrozenNote />
            <DeactivationNote />
            <Basic />
            <RoleBlock />
            <EmailChangeState note=detail.note() />
            <Settings />
            <LinkState />
            <AuditLogLink />
        }
        .into_any(),
        Content::Nobody => view! { <NoSuchPerson /> }.into_any(),
        Content::Failure(error) => {
            view! { <LoadFailed error on_retry=Callback::new(move |()| detail.retry()) /> }.into_any()
        }
    };
    hold_the_keyboard(detail.id());
    view! {
        <section class="staff-panel" aria-labelledby=TITLE_ID>
            <PanelHead title=Signal::derive(title) summary />
            <p class="staff-panel__note" role="status">
                {detail.note()}
            </p>
            {body}
        </section>
        <Outlet />
        <LinkDialogs />
    }
    .into_any()
}

#[component]
fn PanelHead(title: Signal<String>, summary: Memo<Option<StaffSummary>>) -> impl IntoView {
    let (list, links, rows) = (use_list(), use_links(), use_rows());
    let detail = use_detail();
    let on_key = move |event: KeyboardEvent| {
        if let Some(direction) = walk::direction_of(&event) {
            event.prevent_default();
            walk::walk(&list, links, rows, &detail.id().get_untracked(), direction);
        }
    };
    let beside_title = move || {
        summary.get().map(|person| {
            view! {
                <small class="staff-panel__role">{person.role.label()}</small>
                {status_badge(person.status)}
            }
        })
    };
    let is_known = Memo::new(move |_| summary.read().is_some());
    view! {
        <header class="staff-panel__head">
            <div class="staff-panel__who">
                <h2 id=TITLE_ID class="staff-panel__title" tabindex="-1" on:keydown=on_key>
                    {title}
                </h2>
                {beside_title}
            </div>
            <Show when=move || is_known.get()>
                <StatusLink person=summary described_by=TITLE_ID.to_owned() />
            </Show>
            <a class="staff-panel__close" href=move || links.table() aria-label=words::CLOSE data-noscroll>
                <Icon name=IconName::Close />
            </a>
        </header>
    }
}

/// The way to all that was done to the person, for those who may read it.
#[component]
fn AuditLogLink() -> impl IntoView {
    let (session, detail) = (use_session(), use_detail());
    let is_shown =
        Memo::new(move |_| session.current().is_some_and(|session| session.may(Permission::ViewAuditLog)));
    let address = move || routes::audit_log([("subject", detail.id().read().as_str())]);
    view! {
        <Show when=move || is_shown.get()>
            <p class="staff-block">
                <a class="staff-action" href=address>
                    {words::AUDIT_LOG}
                </a>
            </p>
        </Show>
    }
}

#[component]
fn NoSuchPerson() -> impl IntoView {
    let links = use_links();
    view! {
        <p>{words::NO_SUCH_PERSON_WHY}</p>
        <p>
            <a href=move || links.table() data-noscroll>
                {words::BACK_TO_STAFF}
            </a>
        </p>
    }
}

/// As tall as the fields that are on their way.
#[component]
fn PanelSkeleton() -> impl IntoView {
    let line = || view! { <span class="skeleton skeleton--long" /> };
    view! {
        <div class="staff-panel__skeleton" aria-hidden="true">
            {std::iter::repeat_with(line).take(9).collect_view()}
        </div>
    }
}

/// Who opens the panel from its row reads on in it, and is back in the row when it closes, or on the page if they
/// have scrolled past their row. Who comes by the address bar, or on the way to a drawer or a dialog, is left alone.
fn hold_the_keyboard(id: Memo<StaffId>) {
    if use_links().is_at_person() && !dom::is_focus_lost() {
        dom::focus_soon(TITLE_ID.to_owned());
    }
    on_cleanup(move || {
        let Some(id) = id.try_get_untracked() else { return };
        request_animation_frame(move || {
            if dom::is_focus_lost() {
                let row = document().get_element_by_id(&walk::view_link_id(&id));
                dom::focus(row.or_else(|| document().query_selector("main").ok().flatten()));
            }
        });
    });
}
