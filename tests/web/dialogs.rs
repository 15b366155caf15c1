//! Dialogs.

use crate::page::{Page, click, drawn, has_focus, press};
use leptos::prelude::*;
use staffroom::ui::{Button, ButtonKind, Dialog, DialogKind};
use wasm_bindgen_test::wasm_bindgen_test;

/// A page with a heading, a button that opens a dialog, and the dialog.
async fn page_with_dialog(
    is_open: RwSignal<bool>,
    dismissals: RwSignal<u32>,
    has_opener: RwSignal<bool>,
) -> Page {
    Page::of(move || {
        let dismiss = Callback::new(move |()| dismissals.update(|dismissals| *dismissals += 1));
        let open = Callback::new(move |()| is_open.set(true));
        view! {
            <main>
                <h1 tabindex="-1">"Staff"</h1>
                <Show when=move || has_opener.get()>
                    <Button kind=ButtonKind::Secondary on_press=open>
                        "Edit"
                    </Button>
                </Show>
                <Show when=move || is_open.get()>
                    <Dialog kind=DialogKind::Drawer title="Update Staff" on_dismiss=dismiss has_close=true>
                        <label for="first">"First Name"</label>
                        <input id="first" />
                    </Dialog>
                </Show>
            </main>
        }
        .into_any()
    })
    .await
}

/// The keyboard goes into the dialog, to its first field and not to the X, and back to where it was.
#[wasm_bindgen_test]
async fn a_dialog_takes_the_keyboard_and_gives_it_back() {
    let is_open = RwSignal::new(false);
    let page = page_with_dialog(is_open, RwSignal::new(0), RwSignal::new(true)).await;
    let opener = page.button("Edit");
    opener.focus().unwrap();
    click(&opener).await;
    assert!(has_focus(&page.by_label("First Name")));

    is_open.set(false);
    drawn().await;
    assert!(has_focus(&opener));
}

/// If the place that the keyboard came from is gone, reading starts at the page's heading.
#[wasm_bindgen_test]
async fn the_keyboard_never_falls_through() {
    let is_open = RwSignal::new(false);
    let has_opener = RwSignal::new(true);
    let page = page_with_dialog(is_open, RwSignal::new(0), has_opener).await;
    let opener = page.button("Edit");
    opener.focus().unwrap();
    click(&opener).await;
    has_opener.set(false);
    is_open.set(false);
    drawn().await;
    assert!(has_focus(&page.first("h1").unwrap()));
}

/// A dialog is named by its title, and everything outside of it is out of reach.
#[wasm_bindgen_test]
async fn a_dialog_is_modal_and_has_a_name() {
    let page = page_with_dialog(RwSignal::new(true), RwSignal::new(0), RwSignal::new(true)).await;
    let dialog = page.first("dialog").unwrap();
    assert!(dialog.matches(":modal").unwrap());
    let name = dialog.get_attribute("aria-labelledby").unwrap();
    assert_eq!(document().get_element_by_id(&name).unwrap().text_content().as_deref(), Some("Update Staff"));
}

/// X and Escape ask its owner; a form that has something to lose may say no. Nothing closes by itself.
#[wasm_bindgen_test]
async fn only_its_owner_closes_a_dialog() {
    let dismissals = RwSignal::new(0);
    let page = page_with_dialog(RwSignal::new(true), dismissals, RwSignal::new(true)).await;
    assert!(!press("Escape").await, "the browser would close it by itself");
    assert!(!press("Escape").await, "the browser would close it by itself at the second time");
    click(&page.button("Close")).await;
    assert_eq!(dismissals.get_untracked(), 3);
    assert!(page.first("dialog").unwrap().matches(":modal").unwrap());
}

/// A question begins at the answer that takes nothing away.
#[wasm_bindgen_test]
async fn a_question_begins_at_the_harmless_answer() {
    let page = Page::of(|| {
        let nothing = Callback::new(|()| ());
        let footer = ViewFn::from(move || {
            view! {
                <Button kind=ButtonKind::Danger on_press=nothing>
                    "Deactivate"
                </Button>
                <Button kind=ButtonKind::Secondary on_press=nothing has_initial_focus=true>
                    "Cancel"
                </Button>
            }
        });
        view! {
            <Dialog kind=DialogKind::Confirm title="Deactivate Camille Nurse?" on_dismiss=nothing footer>
                <p>"Camille will be signed out."</p>
            </Dialog>
        }
        .into_any()
    })
    .await;
    assert!(has_focus(&page.button("Cancel")));
}
