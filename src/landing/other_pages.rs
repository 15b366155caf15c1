//! The landing pages that set no password, as a part that whoever sets one does without.

use crate::account_freeze::AccountFreezePage;
use crate::api::ApiError;
use crate::email_change::{ConfirmEmailPage, KeepEmailPage};
use crate::feedback::LoadFailed;
use crate::password_reset::ForgotPasswordPage;
use crate::practice;
use crate::ui::{CardPage, Later, NotLoaded, split_off};
use leptos::prelude::*;
use staffroom_contract::paths::page;

/// Draws the page at a path, once the part is there.
type Draw = fn(&str) -> AnyView;

/// The landing page at a path that is for something else than a password.
#[component]
pub(super) fn OtherPage(path: String) -> impl IntoView {
    let part = Later::<Draw>::new();
    part.load(load);
    move || match part.get() {
        Some(Ok(draw)) => draw(&path),
        Some(Err(NotLoaded)) => {
            let retry = Callback::new(move |()| part.load(load));
            view! {
                <CardPage owner=practice::name() title=practice::PRODUCT>
                    <LoadFailed error=ApiError::Network on_retry=retry />
                </CardPage>
            }
            .into_any()
        }
        None => view! { <span class="skeleton skeleton--card" aria-hidden="true" /> }.into_any(),
    }
}

fn draw(path: &str) -> AnyView {
    match path {
        page::CONFIRM_EMAIL => view! { <ConfirmEmailPage /> }.into_any(),
        page::KEEP_EMAIL => view! { <KeepEmailPage /> }.into_any(),
        page::FREEZE_ACCOUNT => view! { <AccountFreezePage /> }.into_any(),
        _ => view! { <ForgotPasswordPage /> }.into_any(),
    }
}

split_off!("split-landing", other_landing_pages, Draw, draw);
