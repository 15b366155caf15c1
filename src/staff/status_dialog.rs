//! The question whether to reactivate a person.

use super::detail::use_detail;
use super::links::{WayOut, use_links};
use super::words;
use crate::api;
use crate::feedback::{self, use_toasts};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::prelude::*;
use staffroom_contract::{StaffDetail, StaffStatus};

/// The question whether to give a person their access back. It is asked as long as it is open, and goes by itself once
/// they are no longer inactive.
#[component]
pub fn ReactivateDialog() -> impl IntoView {
    let detail = use_detail();
    let way_out = use_links().way_out();
    let is_open = detail.part(|detail| detail.staff.summary.status == StaffStatus::Inactive);
    Effect::new(move || {
        if is_open.get() == Some(false) {
            way_out.leave(&detail.id().get_untracked());
        }
    });
    move || {
        let person = (is_open.get() == Some(true)).then(|| detail.now()).flatten();
        person.map(|person| view! { <Question person way_out /> }.into_any())
    }
}

#[component]
fn Question(person: StaffDetail, way_out: WayOut) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let toasts = use_toasts();
    let error = RwSignal::new(String::new());
    let why_not = if person.outranks_you {
        Some(words::OUTRANKS_YOU)
    } else {
        person.staff.summary.email.is_none().then_some(words::NO_EMAIL_TO_INVITE)
    };
    let name = person.staff.summary.full_name();
    let title = words::reactivate_title(&name);
    let does = words::reactivate_does(&name, person.staff.summary.email.as_deref());
    let id = StoredValue::new(person.staff.summary.id);
    let act = Action::new_local(move |(): &()| {
        let id = id.get_value();
        error.set(String::new());
        async move {
            match session.with_fresh(|| api::reactivate_staff(&id)).await {
                Ok(staff) => {
                    let (name, email) = (staff.summary.full_name(), staff.summary.email.as_deref());
                    toasts.success(words::reactivated(&name, email.unwrap_or_default()));
                    detail.put_staff(staff);
                    // What is shown of the person is true without this answer.
                    let _ = detail.fetch(&id).await;
                }
                Err(refusal) => {
                    error.try_set(feedback::words::of(&refusal));
                }
            }
        }
    });
    let cancel = Callback::new(move |()| way_out.leave(&id.get_value()));
    let press = Callback::new(move |()| {
        if !act.pending().get_untracked() {
            act.dispatch_local(());
        }
    });
    let footer = move || {
        view! {
            <Button
                kind=ButtonKind::Primary
                on_press=press
                is_pending=act.pending()
                disabled_reason=MaybeProp::from(why_not.map(str::to_owned))
            >
                {words::REACTIVATE}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=cancel has_initial_focus=true>
                {words::CANCEL}
            </Button>
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=title on_dismiss=cancel footer=footer>
            <p>{does}</p>
            <p class="dialog__error" role="alert">
                {error}
            </p>
        </Dialog>
    }
}
