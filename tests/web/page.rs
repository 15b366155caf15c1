//! A piece of the app in a page of its own, and the ways to look at it.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::Promise;
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// A mounted piece; it goes when this is dropped.
pub(crate) struct Page {
    place: HtmlElement,
    _mounted: UnmountHandle<AnyViewState>,
}

impl Drop for Page {
    fn drop(&mut self) {
        self.place.remove();
    }
}

impl Page {
    /// Mounts a piece and waits until it is drawn.
    pub(crate) async fn of(piece: impl FnOnce() -> AnyView + 'static) -> Self {
        let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let mounted = mount_to(place.clone(), piece);
        drawn().await;
        Self { place, _mounted: mounted }
    }

    /// The control that this label is for.
    pub(crate) fn by_label(&self, label: &str) -> HtmlInputElement {
        let label = self.find("label", |found| found.text_content().as_deref() == Some(label));
        let id = label.get_attribute("for").unwrap();
        document().get_element_by_id(&id).unwrap().unchecked_into()
    }

    /// The button of this name, by its words or its own label.
    pub(crate) fn button(&self, name: &str) -> HtmlElement {
        let is_named = |found: &Element| {
            found.get_attribute("aria-label").or_else(|| found.text_content()).as_deref() == Some(name)
        };
        self.find("button", is_named).unchecked_into()
    }

    /// The only element of this role.
    pub(crate) fn by_role(&self, role: &str) -> Option<HtmlElement> {
        self.place.query_selector(&format!("[role={role}]")).unwrap().map(JsCast::unchecked_into)
    }

    /// The first element that this selector finds, for what has no name.
    pub(crate) fn first(&self, selector: &str) -> Option<HtmlElement> {
        self.place.query_selector(selector).unwrap().map(JsCast::unchecked_into)
    }

    /// How many elements this selector finds.
    pub(crate) fn count(&self, selector: &str) -> u32 {
        self.place.query_selector_all(selector).unwrap().length()
    }

    /// All that can be read.
    pub(crate) fn text(&self) -> String {
        self.place.text_content().unwrap_or_default()
    }

    fn find(&self, selector: &str, is_it: impl Fn(&Element) -> bool) -> Element {
        let all = self.place.query_selector_all(selector).unwrap();
        (0..all.length())
            .filter_map(|at| all.get(at)?.dyn_into::<Element>().ok())
            .find(is_it)
            .unwrap_or_else(|| panic!("no such {selector} in: {}", self.place.inner_html()))
    }
}

/// What describes a control to a screen reader, in the order in which it is read.
pub(crate) fn description(control: &Element) -> String {
    let ids = control.get_attribute("aria-describedby").unwrap_or_default();
    let texts = ids.split(' ').filter_map(|id| document().get_element_by_id(id)?.text_content());
    texts.collect::<Vec<_>>().join(" ")
}

/// Whether the keyboard acts upon this element.
pub(crate) fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Types a text into a control, in place of what it held.
pub(crate) async fn type_into(control: &HtmlInputElement, text: &str) {
    control.set_value(text);
    let init = EventInit::new();
    init.set_bubbles(true);
    control.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
    drawn().await;
}

/// Presses a key where the keyboard is. Says whether the browser may still act upon it.
pub(crate) async fn press(key: &str) -> bool {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_bubbles(true);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    let may_act = document().active_element().unwrap().dispatch_event(&event).unwrap();
    drawn().await;
    may_act
}

/// Clicks and waits for what comes of it.
pub(crate) async fn click(element: &HtmlElement) {
    element.click();
    drawn().await;
}

/// Waits until what was just decided is drawn, and what follows from the drawing has happened.
pub(crate) async fn drawn() {
    for _ in 0..3 {
        tick().await;
        let frame = Promise::new(&mut |resolve, _| {
            window().request_animation_frame(&resolve).unwrap();
        });
        JsFuture::from(frame).await.unwrap();
    }
}
