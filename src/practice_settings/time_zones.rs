//! The time zones that the browser knows.

use js_sys::{Array, Function, Reflect, global};
use leptos::wasm_bindgen::{JsCast, JsValue};

/// Every time zone by its IANA name, and UTC; `own` among them in any case. A browser that cannot tell names none, and
/// the server judges what is typed.
pub(super) fn all(own: &str) -> Vec<String> {
    let mut zones = known().unwrap_or_default();
    zones.extend([own.to_owned(), "UTC".to_owned()]);
    zones.sort_unstable();
    zones.dedup();
    zones
}

fn known() -> Option<Vec<String>> {
    let intl = Reflect::get(&global(), &JsValue::from_str("Intl")).ok()?;
    let supported_values = Reflect::get(&intl, &JsValue::from_str("supportedValuesOf")).ok()?;
    let supported_values = supported_values.dyn_into::<Function>().ok()?;
    let zones = supported_values.call1(&intl, &JsValue::from_str("timeZone")).ok()?;
    Some(zones.dyn_into::<Array>().ok()?.iter().filter_map(|zone| zone.as_string()).collect())
}
