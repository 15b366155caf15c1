//! JSON by the browser's own reader and writer, so that nobody has to download another one.

use super::reader::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_wasm_bindgen::Serializer;

/// The value as JSON, if it has a form in it.
pub(super) fn written(value: &impl Serialize) -> Option<String> {
    let value = value.serialize(&Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&value).ok().map(Into::into)
}

/// The value that a text holds, if it is JSON and of this type.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    T::deserialize(Value(js_sys::JSON::parse(text).ok()?)).ok()
}
