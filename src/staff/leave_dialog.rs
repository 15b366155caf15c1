//! Before what was typed is lost: a question on the way out of the drawer.

use super::words;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
use send_wrapper::SendWrapper;
use web_sys::Event;

/// Asks whether to leave without saving. To stay takes nothing away, so that Escape stays as well.
#[component]
pub(super) fn LeaveDialog(
    /// Back to the form.
    on_keep: Callback<()>,
    /// Out of it.
    on_leave: Callback<()>,
) -> impl IntoView {
    let footer = move || {
        view! {
            <Button kind=ButtonKind::Danger on_press=on_leave>
                {words::LEAVE}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=on_keep has_initial_focus=true>
                {words::KEEP_EDITING}
            </Button>
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=words::LEAVE_WITHOUT_SAVING on_dismiss=on_keep footer=footer>
            <p>{words::LEAVE_LOSES}</p>
        </Dialog>
    }
}

/// Stands between what was typed and the ways out that the page does not draw itself.
#[derive(Clone, Copy)]
pub(super) struct Guard(StoredValue<bool>);

impl Guard {
    /// Nothing is in the way any more.
    pub(super) fn lift(self) {
        self.0.set_value(false);
    }
}

/// While something is changed, the browser asks before it leaves the page, and its Back leads to `on_back` instead.
pub(super) fn guard_leaving(is_dirty: Memo<bool>, on_back: Callback<()>) -> Guard {
    let guard = Guard(StoredValue::new(true));
    let stands = move || guard.0.try_get_value() == Some(true) && is_dirty.try_get_untracked() == Some(true);
    let listener = window_event_listener(ev::beforeunload, move |event| {
        if stands() {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());

    let here = window().location().href().unwrap_or_default();
    let before_router = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if stands() {
            // The browser has left the address already, and the router must not follow: the address comes back.
            event.stop_immediate_propagation();
            let history = window().history();
            let _ = history.and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&here)));
            on_back.run(());
        }
    });
    let listen = before_router.as_ref().unchecked_ref();
    // Listeners that capture come before the router's, which was there first.
    let _ = window().add_event_listener_with_callback_and_bool("popstate", listen, true);
    let before_router = SendWrapper::new(before_router);
    on_cleanup(move || {
        let listener = before_router.as_ref().unchecked_ref();
        let _ = window().remove_event_listener_with_callback_and_bool("popstate", listener, true);
    });
    guard
}
