//! The list as a file.

use super::links::use_links;
use super::words::list_part as words;
use crate::api;
use leptos::prelude::*;

/// A link to a file of everybody whom the list shows, on however many pages.
#[component]
pub(super) fn DownloadLink() -> impl IntoView {
    let links = use_links();
    view! {
        <a
            class="button button--secondary"
            href=move || api::export_staff(&links.query().request())
            download=words::FILE_NAME
        >
            {words::DOWNLOAD_CSV}
        </a>
    }
}
