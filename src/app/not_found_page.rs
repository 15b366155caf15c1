//! In the place of a page that does not exist.

use super::words;
use crate::ui::CardPage;
use leptos::prelude::*;
use staffroom_contract::paths::page;

/// Says that there is no page here, and leads back to one.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <CardPage owner=words::PRODUCT title=words::NOTHING_HERE>
            <p>{words::NOTHING_HERE_BODY}</p>
            <p>
                <a href=page::HOME>{words::TO_START}</a>
            </p>
        </CardPage>
    }
}
