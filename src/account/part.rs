//! One's own account as a part of the app that most visits do without.

use super::page::AccountPage;
use crate::feedback::PagePart;
use crate::routes::Page;
use crate::ui::{Later, split_off};
use leptos::prelude::*;

/// Draws the part, once it is there.
type Draw = fn() -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct AccountPart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_account_part() {
    provide_context(AccountPart(Later::new()));
}

/// One's own account.
#[component]
pub fn Account() -> impl IntoView {
    let AccountPart(part) = expect_context();
    let load = Callback::new(move |()| part.load(load));
    let draw = Callback::new(move |()| part.get().map(|part| part.map(|draw| draw())));
    view! { <PagePart class="account" heading=Page::Account.name() load draw /> }
}

fn draw() -> AnyView {
    view! { <AccountPage /> }.into_any()
}

split_off!("split-app", account, Draw, draw);
