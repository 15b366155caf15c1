//! The question whether to reactivate a person.

use super::detail::use_detail;
use super::links::{WayOut, use_links};
use super::words;
use crate::api;
use crate::feedback::use_toasts;
use crate::forms::{Deed, Question};
use crate::session::use_session;
use crate::ui::ButtonKind;
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
        person.map(|person| view! { <ReactivateQuestion person way_out /> }.into_any())
    }
}

#[component]
fn ReactivateQuestion(person: StaffDetail, way_out: WayOut) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let toasts = use_toasts();
    let why_not = if person.outranks_you {
        Some(words::OUTRANKS_YOU)
    } else {
        person.staff.summary.email.is_none().then_some(words::NO_EMAIL_TO_INVITE)
    };
    let name = person.staff.summary.full_name();
    let title = words::reactivate_title(&name);
    let does = words::reactivate_does(&name, person.staff.summary.email.as_deref());
    let id = StoredValue::new(person.staff.summary.id);
    let reactivate = Deed::new(move || {
        let id = id.get_value();
        async move {
            let staff = session.with_fresh(|| api::reactivate_staff(&id)).await?;
            let (name, email) = (staff.summary.full_name(), staff.summary.email.as_deref());
            toasts.success(words::reactivated(&name, email.unwrap_or_default()));
            detail.put_staff(staff);
            // What is shown of the person is true without this answer.
            let _ = detail.fetch(&id).await;
            Ok(())
        }
    });
    let cancel = Callback::new(move |()| way_out.leave(&id.get_value()));
    view! {
        <Question
            title
            kind=ButtonKind::Primary
            action=words::REACTIVATE
            deed=reactivate
            disabled_reason=MaybeProp::from(why_not.map(str::to_owned))
            on_cancel=cancel
        >
            <p>{does}</p>
        </Question>
    }
}
