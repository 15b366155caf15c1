//! A person's App Unlock PIN, as long as somebody looks at it.

use super::detail::{Detail, LinkQuestion, use_detail};
use super::words;
use crate::api;
use crate::feedback;
use crate::session::{SessionContext, use_session};
use crate::ui::{Button, ButtonKind};
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{AppUnlockPin, StaffId};
use std::time::Duration;

/// How long a PIN stays in sight.
const IN_SIGHT: Duration = Duration::from_secs(30);

/// The PIN that is in sight, if one is.
#[derive(Clone, Copy)]
pub(super) struct ShownPin {
    detail: Detail,
    session: SessionContext,
    pin: RwSignal<Option<AppUnlockPin>>,
    /// Counts the looks, so that the end of an older one does not cut a newer one short.
    looks: StoredValue<u32>,
    is_asked: RwSignal<bool>,
}

/// Makes room for a PIN to be shown in the panel. It is hidden again after a while, with another person, or when the
/// page is out of sight.
pub(super) fn provide_shown_pin() {
    let detail = use_detail();
    let shown = ShownPin {
        detail,
        session: use_session(),
        pin: RwSignal::new(None),
        looks: StoredValue::new(0),
        is_asked: RwSignal::new(false),
    };
    Effect::new(move || {
        detail.id().track();
        shown.hide();
    });
    let turned_away = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if document().hidden() {
            shown.hide();
        }
    });
    on_cleanup(move || turned_away.remove());
    provide_context(shown);
}

/// The room of the panel above.
pub(super) fn use_shown_pin() -> ShownPin {
    expect_context()
}

impl ShownPin {
    /// Shows a person's PIN if they are still here.
    pub(super) fn show(self, id: &StaffId, pin: AppUnlockPin) {
        let Some(look) = self.looks.try_update_value(|looks| {
            *looks = looks.wrapping_add(1);
            *looks
        }) else {
            return;
        };
        if self.detail.id().get_untracked() != *id {
            return;
        }
        self.pin.set(Some(pin));
        let hide = move || {
            if self.looks.try_get_value() == Some(look) {
                self.hide();
            }
        };
        set_timeout(hide, IN_SIGHT);
    }

    fn hide(self) {
        if self.pin.read_untracked().is_some() {
            self.pin.set(None);
        }
    }

    /// Asks for the PIN, or hides it.
    fn turn(self) {
        if self.pin.read_untracked().is_some() {
            return self.hide();
        }
        if self.is_asked.get_untracked() {
            return;
        }
        self.is_asked.set(true);
        let id = self.detail.id().get_untracked();
        let note = self.detail.note();
        note.set(String::new());
        spawn_local(async move {
            let answer = self.session.with_fresh(|| api::reveal_staff_pin(&id)).await;
            self.is_asked.try_set(false);
            match answer {
                Ok(pin) => self.show(&id, pin),
                Err(error) => self.detail.say(note, feedback::words::of(&error)),
            }
        });
    }
}

/// The PIN, masked unless somebody looks at it, and the ways to look and to change it.
#[component]
pub(super) fn PinCell() -> impl IntoView {
    let detail = use_detail();
    let shown = use_shown_pin();
    let has_pin = detail.part(|detail| detail.staff.settings.has_app_unlock_pin);
    let has_pin = Memo::new(move |_| has_pin.get() == Some(true));
    let why_not = detail.part(|detail| detail.outranks_you.then_some(words::OUTRANKS_YOU));
    let may = Memo::new(move |_| why_not.get().flatten().is_none());
    let digits = move || match (&*shown.pin.read(), has_pin.get()) {
        (Some(AppUnlockPin { pin }), _) => {
            view! { <span class="staff-pin">{pin.expose().to_owned()}</span> }.into_any()
        }
        // Dots say nothing when they are read out.
        (None, true) => view! {
            <span class="staff-pin" aria-hidden="true">
                {words::MASKED_PIN}
            </span>
            <span class="visually-hidden">{words::PIN_IS_HIDDEN}</span>
        }
        .into_any(),
        (None, false) => words::NOTHING.into_any(),
    };
    let is_shown = Memo::new(move |_| shown.pin.read().is_some());
    let turn = Callback::new(move |()| shown.turn());
    let set = Callback::new(move |()| detail.ask(LinkQuestion::SetPin, detail.note()));
    view! {
        <div class="staff-settings__cell">
            <span role="status">{digits}</span>
            <Show when=move || may.get()>
                <span class="staff-settings__actions">
                    <Show when=move || has_pin.get()>
                        <Button kind=ButtonKind::Quiet on_press=turn is_pending=shown.is_asked>
                            {move || if is_shown.get() { words::HIDE } else { words::REVEAL }}
                        </Button>
                    </Show>
                    <Button kind=ButtonKind::Quiet label=words::SET_PIN on_press=set>
                        {words::SET_NEW}
                    </Button>
                </span>
            </Show>
        </div>
    }
}
