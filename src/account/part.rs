//! One's own account as a part of the app that most visits do without.

use super::page::AccountPage;
use crate::feedback::{DrawPage, PagePart};
use crate::routes::Page;
use crate::ui::split_off;
use leptos::prelude::*;

/// One's own account.
#[component]
pub fn Account() -> impl IntoView {
    view! { <PagePart class="sections" heading=Page::Account.name() load=|part| part.load(load) /> }
}

fn draw() -> AnyView {
    view! { <AccountPage /> }.into_any()
}

split_off!("split-app", account, DrawPage, draw);
