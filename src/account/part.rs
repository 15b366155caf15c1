//! One's own account as a part of the app that most visits do without.

use super::page::AccountPage;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::routes::Page;
use crate::ui::{Later, NotLoaded, split_off};
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

/// One's own account. Its heading is there at once, so that the keyboard has its place.
#[component]
pub fn Account() -> impl IntoView {
    let AccountPart(part) = expect_context();
    part.load(load);
    let body = move || match part.get() {
        Some(Ok(draw)) => draw(),
        Some(Err(NotLoaded)) => {
            let retry = Callback::new(move |()| part.load(load));
            view! { <LoadFailed error=ApiError::Network on_retry=retry /> }.into_any()
        }
        None => view! { <span class="skeleton skeleton--card" /> }.into_any(),
    };
    view! {
        <div class="account">
            <h1 tabindex="-1">{Page::Account.name()}</h1>
            {body}
        </div>
    }
}

fn draw() -> AnyView {
    view! { <AccountPage /> }.into_any()
}

split_off!("split-app", account, Draw, draw);
