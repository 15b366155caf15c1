//! What stands under the heading: the choice of a file, or the import that the address names.

use super::choose::ChooseFile;
use super::one_import::OneImport;
use crate::routes;
use leptos::prelude::*;
use staffroom_contract::ImportId;
use staffroom_contract::paths::page;

/// The choice of a file, or one import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let id = routes::read_query(page::IMPORT, |query| query.get(routes::ID).filter(|id| !id.is_empty()));
    move || match id.get() {
        Some(id) => view! { <OneImport id=ImportId::new(id) /> }.into_any(),
        None => view! { <ChooseFile /> }.into_any(),
    }
}
