//! The one place that decides who sees the signed-in part of the app.

use super::frame::Frame;

use super::titles::use_page;
use super::words;
use crate::api::ApiError;
use crate::feedback::LoadFailed;
use crate::routes;
use crate::session::{Access, use_session};
use crate::ui::CardPage;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate};
use staffroom_contract::paths::page;

/// The pages of the signed-in part, for those who may see them; the way to the sign-in page for everyone else.
///
/// A courtesy only: the server asks the same again with each request, by the first parameter of each handler.
#[component]
pub fn SignedInPart() -> impl IntoView {
    let session = use_session();
    let access = Memo::new(move |_| session.access());
    let page = use_page();
    let may_be_here = Memo::new(move |_| session.current().is_none_or(|session| page.get().is_for(&session)));
    lead_others_elsewhere(access, may_be_here);
    move || match access.get() {
        Access::Granted if may_be_here.get() => view! {
            <Frame>
                <Outlet />
            </Frame>
        }
        .into_any(),
        Access::Failed(error) => view! { <SessionNotLoaded error /> }.into_any(),
        Access::Pending => view! { <p class="waiting">{words::LOADING}</p> }.into_any(),
        Access::Granted | Access::Denied | Access::Left => ().into_any(),
    }
}

fn lead_others_elsewhere(access: Memo<Access>, may_be_here: Memo<bool>) {
    let location = use_location();
    let navigate = use_navigate();
    Effect::new(move || {
        let path = match access.get() {
            Access::Denied => {
                let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
                let query = if search.is_empty() { search } else { format!("?{search}") };
                routes::sign_in(&(path + &query))
            }
            Access::Left => page::SIGN_IN.to_owned(),
            Access::Granted if !may_be_here.get() => page::HOME.to_owned(),
            Access::Pending | Access::Failed(_) | Access::Granted => return,
        };
        navigate(&path, NavigateOptions { replace: true, ..NavigateOptions::default() });
    });
}

#[component]
fn SessionNotLoaded(error: ApiError) -> impl IntoView {
    let session = use_session();
    view! {
        <CardPage owner=words::PRODUCT title=words::NOT_LOADED>
            <LoadFailed error on_retry=Callback::new(move |()| session.ask()) />
        </CardPage>
    }
}
