//! That a person's access is to be taken away, and the way to take that back.

use super::detail::use_detail;
use super::words;
use crate::api;
use crate::feedback::{self, use_toasts};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, time};
use leptos::prelude::*;

/// Says on which day the person is deactivated, and cancels it; nothing if they are not.
#[component]
pub(super) fn DeactivationNote() -> impl IntoView {
    let (detail, session, toasts) = (use_detail(), use_session(), use_toasts());
    let due_at = detail.part(|detail| detail.deactivation_due_at);
    let outranks_you = detail.part(|detail| detail.outranks_you);
    let cancel = Action::new_local(move |(): &()| {
        let id = detail.id().get_untracked();
        async move {
            match session.with_fresh(|| api::cancel_staff_deactivation(&id)).await {
                Ok(()) => toasts.success(words::DEACTIVATION_CANCELLED),
                Err(refusal) => toasts.failure(feedback::words::of(&refusal)),
            }
            // What is shown of the person is true without this answer.
            let _ = detail.fetch(&id).await;
        }
    });
    let press = Callback::new(move |()| {
        if !cancel.pending().get_untracked() {
            cancel.dispatch_local(());
        }
    });
    move || {
        due_at.get().flatten().map(|at| {
            view! {
                <div class="notice staff-note">
                    <p>{words::is_deactivated_on(&time::day(at))}</p>
                    <Button
                        kind=ButtonKind::Quiet
                        on_press=press
                        is_pending=cancel.pending()
                        disabled_reason=MaybeProp::derive(move || {
                            outranks_you.get().unwrap_or_default().then(|| words::OUTRANKS_YOU.to_owned())
                        })
                    >
                        {words::CANCEL_DEACTIVATION}
                    </Button>
                </div>
            }
        })
    }
}
