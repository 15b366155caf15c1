//! Starts the app in the document that the server sent.

use leptos::mount::mount_to;
use leptos::prelude::document;
use staffroom::app::App;
use wasm_bindgen::JsCast;

fn main() {
    console_error_panic_hook::set_once();
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into().ok());
    if let Some(place) = place {
        // For as long as the document lives.
        mount_to(place, App).forget();
    }
}
