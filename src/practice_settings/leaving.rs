//! Before what was typed is lost: a question on each way out of the page.

use crate::forms::LeaveDialog;
use crate::ui::{Guard, guard_leaving};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use leptos_router::hooks::use_navigate;
use web_sys::Element;

/// A way out that somebody has begun to go.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    /// The browser's own.
    Back,
    /// A link, such as one of the menu.
    Link(String),
}

/// Asks whether to leave, as long as `is_dirty` holds, whichever way somebody goes.
#[component]
pub(super) fn Leaving(
    /// Whether anything would be lost.
    is_dirty: Memo<bool>,
) -> impl IntoView {
    let wanted = RwSignal::new(None::<Way>);
    let guard = guard_leaving(is_dirty, Callback::new(move |()| wanted.set(Some(Way::Back))));
    hold_links(is_dirty, wanted);
    let navigate = use_navigate();
    let leave = Callback::new(move |()| go(guard, wanted, &navigate));
    let keep = Callback::new(move |()| wanted.set(None));
    view! {
        <Show when=move || wanted.read().is_some()>
            <LeaveDialog on_keep=keep on_leave=leave />
        </Show>
    }
    .into_any()
}

fn go(guard: Guard, wanted: RwSignal<Option<Way>>, navigate: &impl Fn(&str, leptos_router::NavigateOptions)) {
    guard.lift();
    match wanted.get_untracked() {
        Some(Way::Link(href)) => navigate(&href, leptos_router::NavigateOptions::default()),
        Some(Way::Back) => {
            // Without a history there is nowhere to go, and the page stays.
            let _ = window().history().and_then(|history| history.back());
        }
        None => {}
    }
    wanted.try_set(None);
}

/// Stops a click on a link before the router follows it, which listens at the window.
fn hold_links(is_dirty: Memo<bool>, wanted: RwSignal<Option<Way>>) {
    let on_click = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
        let opens_elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let href =
            link.and_then(|link| link.closest("a[href^='/']").ok()?).and_then(|a| a.get_attribute("href"));
        if let Some(href) = href.filter(|_| !opens_elsewhere && is_dirty.try_get_untracked() == Some(true)) {
            event.prevent_default();
            wanted.set(Some(Way::Link(href)));
        }
    });
    let listener = on_click.into_js_value();
    let function = listener.unchecked_ref::<js_sys::Function>();
    // Without the listener a link leads away unasked, as it does from any other page.
    let _ = document().add_event_listener_with_callback("click", function);
    let listener = send_wrapper::SendWrapper::new(listener);
    on_cleanup(move || {
        let function = listener.unchecked_ref::<js_sys::Function>();
        let _ = document().remove_event_listener_with_callback("click", function);
    });
}
