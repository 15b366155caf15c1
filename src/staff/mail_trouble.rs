//! The banner over the staff table while mail does not leave.

use super::list::use_list;
use super::list_part::ListPiece;
use super::words;
use crate::ui::time;
use leptos::prelude::*;
use std::time::Duration;

/// How often it is looked whether mail flows again.
const PAUSE: Duration = Duration::from_secs(30);

/// The place of the banner, which is announced when it appears; and the look whether mail flows again.
#[component]
pub(super) fn MailTroubleBanner() -> impl IntoView {
    let list = use_list();
    let trouble = list.mail_trouble();
    let has_trouble = Memo::new(move |_| trouble.get().is_some());
    Effect::new(move || {
        let timer = has_trouble.get().then(|| {
            list.part().load();
            set_interval_with_handle(move || list.look(), PAUSE)
        });
        if let Some(Ok(timer)) = timer {
            on_cleanup(move || timer.clear());
        }
    });
    view! {
        <div class="staff-page__trouble" role="status">
            {list.part().place(ListPiece::MailTrouble)}
        </div>
    }
    .into_any()
}

/// Says that mail has not been leaving, why, and since when; for as long as that is so.
#[component]
pub(super) fn MailTroubleNotice() -> impl IntoView {
    let trouble = use_list().mail_trouble();
    move || {
        trouble.get().map(|trouble| {
            view! {
                <div class="notice notice--failure">
                    <p>
                        <strong>{words::mail_is_stuck(&time::words(trouble.since))}</strong>
                        " "
                        {words::mail_failure(trouble.reason)}
                    </p>
                    <p>{words::MAIL_GOES_OUT_LATER}</p>
                </div>
            }
        })
    }
}
