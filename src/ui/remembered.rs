//! What this browser remembers of how somebody likes the app to look, beyond the page and the session.
//!
//! Whoever uses the browser next can read it: nothing of people, sessions or links is ever kept here.

use leptos::prelude::window;

/// What was kept under a name, if anything was.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Keeps a value under a name. A browser that keeps nothing forgets it with the page.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(name, value);
    }
}

fn storage() -> Option<web_sys::Storage> {
    // There is no window where tests run natively.
    if cfg!(target_arch = "wasm32") { window().local_storage().ok().flatten() } else { None }
}
