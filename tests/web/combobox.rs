//! A field in which one looks for something to choose.

use crate::page::{Page, click, drawn, press, type_into};
use leptos::prelude::*;
use staffroom::forms::{Choices, Chosen, ComboboxField, FormProblems};
use staffroom_contract::field::name::CARE_TEAM_ROLE_CODE;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

const ROLES: [(&str, &str); 3] = [("1", "General nurse"), ("2", "Charge nurse"), ("3", "Pharmacist")];

struct Combobox {
    page: Page,
    input: HtmlInputElement,
    chosen: Chosen,
}

/// The roles that hold what is typed.
async fn combobox() -> Combobox {
    let chosen = Chosen::new(RwSignal::new(String::new()), String::new());
    let choices = RwSignal::new(Choices::Looking);
    let on_search = Callback::new(move |search: String| {
        let fits = |(_, words): &(&str, &str)| words.to_lowercase().contains(&search.to_lowercase());
        let found = ROLES.into_iter().filter(fits);
        choices.set(Choices::Found(found.map(|(key, words)| (key.to_owned(), words.to_owned())).collect()));
    });
    let page = Page::of(move || {
        let problems = FormProblems::new();
        view! {
            <ComboboxField label="Care Team Role" field=CARE_TEAM_ROLE_CODE chosen choices on_search problems />
        }
        .into_any()
    })
    .await;
    let input = page.by_label("Care Team Role");
    input.focus().unwrap();
    drawn().await;
    Combobox { page, input, chosen }
}

impl Combobox {
    fn is_open(&self) -> bool {
        self.input.get_attribute("aria-expanded").as_deref() == Some("true")
    }

    /// The line that a screen reader is told of.
    fn marked(&self) -> Option<String> {
        let id = self.input.get_attribute("aria-activedescendant")?;
        document().get_element_by_id(&id)?.text_content()
    }

    fn key(&self) -> String {
        self.chosen.key.get_untracked()
    }
}

/// The arrow keys walk through what was found, round and round, and Enter takes the marked line, not the form.
#[wasm_bindgen_test]
async fn a_choice_is_made_by_keyboard() {
    let combobox = combobox().await;
    assert!(!combobox.is_open());
    assert!(press("Enter").await, "the form around it gets the key");
    press("ArrowUp").await;
    assert!(combobox.is_open());
    press("ArrowDown").await;
    assert_eq!(combobox.marked().as_deref(), Some("General nurse"));
    press("ArrowDown").await;
    assert_eq!(combobox.marked().as_deref(), Some("Charge nurse"));
    assert!(!press("Enter").await);
    assert_eq!((combobox.input.value().as_str(), combobox.key().as_str()), ("Charge nurse", "2"));
    assert!(!combobox.is_open());
}

/// What is typed narrows the list; words that are typed whole are as good as chosen, and others are nobody's key.
#[wasm_bindgen_test]
async fn what_is_typed_is_looked_for() {
    let combobox = combobox().await;
    type_into(&combobox.input, "NURSE").await;
    assert_eq!(combobox.page.count("[role=option]"), 2);
    assert_eq!(combobox.page.by_role("status").unwrap().text_content().as_deref(), Some("2 choices"));
    assert_eq!(combobox.key(), "NURSE");
    type_into(&combobox.input, "pharmacist").await;
    combobox.input.blur().unwrap();
    drawn().await;
    assert_eq!((combobox.input.value().as_str(), combobox.key().as_str()), ("Pharmacist", "3"));
    type_into(&combobox.input, "").await;
    assert_eq!(combobox.key(), "");
}

/// Escape closes the list and nothing around it; a second one is for the dialog.
#[wasm_bindgen_test]
async fn escape_closes_the_list_first() {
    let combobox = combobox().await;
    click(&combobox.input).await;
    assert!(combobox.is_open());
    assert!(!press("Escape").await);
    assert!(!combobox.is_open());
    assert!(press("Escape").await);
}

/// A line is chosen by the mouse; with something chosen, the list opens with everything there is.
#[wasm_bindgen_test]
async fn a_choice_is_made_by_mouse() {
    let combobox = combobox().await;
    click(&combobox.input).await;
    click(&combobox.page.by_role("option").unwrap()).await;
    assert_eq!(combobox.key(), "1");
    click(&combobox.input).await;
    assert_eq!(combobox.page.count("[role=option]"), 3);
}
