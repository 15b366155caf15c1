//! What stands under the heading: the choice of a file, or the import that the address names.

use super::choose::ChooseFile;
use super::one_import::OneImport;
use crate::routes;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use staffroom_contract::ImportId;
use staffroom_contract::paths::page;

/// The choice of a file, or one import.
#[component]
pub fn ImportPage() -> impl IntoView {
    let (query, path) = (use_query_map(), use_location().pathname);
    let id = Memo::new(move |known: Option<&Option<String>>| {
        let id = query.with(|query| query.get(routes::ID)).filter(|id| !id.is_empty());
        // On the way to another page its query is none of this one's.
        if *path.read() == page::IMPORT { id } else { known.cloned().flatten() }
    });
    move || match id.get() {
        Some(id) => view! { <OneImport id=ImportId::new(id) /> }.into_any(),
        None => view! { <ChooseFile /> }.into_any(),
    }
}
