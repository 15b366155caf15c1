//! The way to end an act before everybody had their turn.

use super::keyboard;
use super::watch::Watched;
use super::words;
use crate::api;
use crate::feedback::{self, use_toasts};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;

/// A button with what it means, for whoever began an act that runs.
#[component]
pub(super) fn Stop(watched: Watched) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let stop = Action::new_local(move |(): &()| {
        let id = watched.id();
        async move {
            match session.watch(api::stop_bulk(&id).await) {
                Ok(bulk) => watched.put(bulk),
                Err(refusal) => toasts.failure(feedback::words::of(&refusal)),
            }
        }
    });
    let press = Callback::new(move |()| {
        stop.dispatch_local(());
    });
    let can_be_stopped = Memo::new(move |_| {
        let bulk = watched.now().read();
        bulk.as_ref().is_some_and(|bulk| bulk.is_own && bulk.finished_at.is_none())
    });
    let hint = dom::unique_id("stop");
    move || {
        can_be_stopped.get().then(|| {
            keyboard::give_back_to_heading();
            view! {
                <div class="bulk__stop">
                    <Button
                        kind=ButtonKind::Secondary
                        on_press=press
                        is_pending=stop.pending()
                        described_by=hint.clone()
                    >
                        {words::STOP}
                    </Button>
                    <p id=hint.clone() class="bulk__quiet">
                        {words::WHAT_STOPPING_MEANS}
                    </p>
                </div>
            }
        })
    }
}
