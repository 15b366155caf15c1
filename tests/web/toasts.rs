//! Notes that come and go by themselves.

use crate::page::{Page, click, drawn};
use leptos::prelude::*;
use staffroom::feedback::{ToastRegion, Toasts, provide_toasts, use_toasts};
use staffroom::ui::{Dialog, DialogKind, provide_open_dialogs};
use wasm_bindgen_test::wasm_bindgen_test;

async fn page_with_toasts(has_dialog: RwSignal<bool>) -> (Page, Toasts) {
    let toasts = RwSignal::new(None);
    let page = Page::of(move || {
        provide_open_dialogs();
        provide_toasts();
        toasts.set(Some(use_toasts()));
        view! {
            <ToastRegion />
            <Show when=move || has_dialog.get()>
                <Dialog kind=DialogKind::Confirm title="Sure?" on_dismiss=Callback::new(|()| ())>
                    <p>"…"</p>
                </Dialog>
            </Show>
        }
        .into_any()
    })
    .await;
    (page, toasts.get_untracked().unwrap())
}

fn announced(page: &Page, politeness: &str) -> String {
    page.first(&format!("[aria-live={politeness}]")).unwrap().text_content().unwrap_or_default()
}

/// A note is announced: what was done when there is time, what failed at once. The keyboard stays where it is.
#[wasm_bindgen_test]
async fn a_note_is_announced() {
    let (page, toasts) = page_with_toasts(RwSignal::new(false)).await;
    let focused = document().active_element();
    toasts.success("Camille Nurse is saved.");
    toasts.failure("The link could not be revoked.");
    drawn().await;
    assert_eq!(announced(&page, "polite"), "Camille Nurse is saved.");
    assert_eq!(announced(&page, "assertive"), "The link could not be revoked.");
    assert_eq!(document().active_element(), focused);

    click(&page.button("Dismiss")).await;
    assert_eq!(announced(&page, "polite"), "");
}

/// Under an open dialog nobody would hear it, so a note waits until the dialog is gone.
#[wasm_bindgen_test]
async fn a_note_waits_for_the_dialog_to_go() {
    let has_dialog = RwSignal::new(true);
    let (page, toasts) = page_with_toasts(has_dialog).await;
    toasts.success("Marcus Staff is deactivated.");
    drawn().await;
    assert_eq!(announced(&page, "polite"), "");
    has_dialog.set(false);
    drawn().await;
    assert_eq!(announced(&page, "polite"), "Marcus Staff is deactivated.");
}
