//! The app's pieces in a real browser, looked at as a person or a screen reader would: by label, role and text.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers as well")]

#[path = "web/buttons.rs"]
mod buttons;
#[path = "web/combobox.rs"]
mod combobox;
#[path = "web/dialogs.rs"]
mod dialogs;
#[path = "web/fields.rs"]
mod fields;
#[path = "web/forms.rs"]
mod forms;
#[path = "web/page.rs"]
mod page;
#[path = "web/staff_table.rs"]
mod staff_table;
#[path = "web/times.rs"]
mod times;
#[path = "web/toasts.rs"]
mod toasts;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
