//! Buttons.

use crate::page::{Page, click, description, drawn};
use leptos::prelude::*;
use staffroom::ui::{Button, ButtonKind};
use wasm_bindgen_test::wasm_bindgen_test;

/// A button that cannot be pressed can still be reached, says why, and does nothing.
#[wasm_bindgen_test]
async fn a_disabled_button_says_why() {
    let presses = RwSignal::new(0);
    let reason = RwSignal::new(Some("Camille has no email address.".to_owned()));
    let page = Page::of(move || {
        let on_press = Callback::new(move |()| presses.update(|presses| *presses += 1));
        view! {
            <Button kind=ButtonKind::Secondary disabled_reason=reason on_press>
                "Reset Password"
            </Button>
        }
        .into_any()
    })
    .await;
    let button = page.button("Reset Password");
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(description(&button), "Camille has no email address.");
    click(&button).await;
    assert_eq!(presses.get_untracked(), 0);

    reason.set(None);
    drawn().await;
    assert_eq!(button.get_attribute("aria-disabled"), None);
    assert_eq!(description(&button), "");
    click(&button).await;
    assert_eq!(presses.get_untracked(), 1);
}

/// While something is under way, its button keeps its name and cannot start it twice.
#[wasm_bindgen_test]
async fn a_pending_button_keeps_its_name() {
    let submits = RwSignal::new(0);
    let is_pending = RwSignal::new(false);
    let page = Page::of(move || {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            submits.update(|submits| *submits += 1);
            is_pending.set(true);
        };
        view! {
            <form novalidate on:submit=submit>
                <Button kind=ButtonKind::Primary is_pending>"Send link"</Button>
            </form>
        }
        .into_any()
    })
    .await;
    let button = page.button("Send link");
    click(&button).await;
    click(&button).await;
    assert_eq!(submits.get_untracked(), 1);
    assert_eq!(page.button("Send link").get_attribute("aria-busy").as_deref(), Some("true"));
}
