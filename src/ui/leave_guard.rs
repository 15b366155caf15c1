//! Stands between what somebody typed and the ways out of the page that the page does not draw itself: the browser's
//! Back and Forward, its reload, and the closing of its window.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsValue;

/// What is guarded at the moment, if anything.
#[derive(Clone, Copy)]
struct Guarded(StoredValue<Option<Guard>>);

/// A form that must not be left without asking.
#[derive(Clone, Copy)]
pub struct Guard {
    is_dirty: Memo<bool>,
    on_leave: Callback<()>,
    href: StoredValue<String>,
    stands: StoredValue<bool>,
}

impl Guard {
    /// Nothing is in the way any more.
    pub fn lift(self) {
        self.stands.set_value(false);
    }

    fn holds(self) -> bool {
        self.stands.try_get_value() == Some(true) && self.is_dirty.try_get_untracked() == Some(true)
    }

    /// The browser has left the form's address already. It comes back before anybody else takes note.
    fn stay(self) {
        let href = self.href.get_value();
        // Without it the address is a step behind the page, which still asks.
        let _ = window()
            .history()
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(&href)));
        self.on_leave.run(());
    }
}

/// Makes it possible for everything below to be guarded. Must be called before the router begins to listen: of two
/// listeners on a window the first one is asked first.
pub fn provide_leave_guard() {
    let guarded = Guarded(StoredValue::new(None));
    let listener = window_event_listener(ev::popstate, move |event| {
        if let Some(guard) = guarded.0.try_get_value().flatten().filter(|guard| guard.holds()) {
            event.stop_immediate_propagation();
            guard.stay();
        }
    });
    on_cleanup(move || listener.remove());
    provide_context(guarded);
}

/// As long as the caller lives and `is_dirty` holds, the browser asks in its own words before it leaves the page, and
/// Back and Forward run `on_leave` instead of leading away.
pub fn guard_leaving(is_dirty: Memo<bool>, on_leave: Callback<()>) -> Guard {
    let guard = Guard {
        is_dirty,
        on_leave,
        href: StoredValue::new(window().location().href().unwrap_or_default()),
        stands: StoredValue::new(true),
    };
    if let Some(Guarded(guarded)) = use_context() {
        guarded.set_value(Some(guard));
    }
    let listener = window_event_listener(ev::beforeunload, move |event| {
        if guard.holds() {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
    guard
}
