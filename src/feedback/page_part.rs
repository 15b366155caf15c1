//! A page that is a part of the app of its own.

use super::LoadFailed;
use crate::api::ApiError;
use crate::ui::{Later, NotLoaded};
use leptos::prelude::*;

/// Draws what stands under a page's heading, once the part is there.
pub type DrawPage = fn() -> AnyView;

/// A page whose part draws nothing else.
#[component]
pub fn PagePart(
    /// The page's class.
    class: &'static str,
    /// Its heading.
    heading: &'static str,
    /// Loads the part.
    load: fn(Later<DrawPage>),
) -> impl IntoView {
    let part = Later::new();
    let load = Callback::new(move |()| load(part));
    let draw = Callback::new(move |()| part.get().map(|part| part.map(|draw| draw())));
    view! { <ComingPage class heading load draw /> }
}

/// A page as far as it is loaded. Its heading is there at once, so that the keyboard has its place; what stands under
/// it comes with the part, or says why it does not, with a way to try again.
#[component]
pub fn ComingPage(
    /// The page's class.
    class: &'static str,
    /// Its heading.
    heading: &'static str,
    /// Loads the part, unless it is there or on its way.
    load: Callback<()>,
    /// What stands under the heading, once the part is there.
    draw: Callback<(), Option<Result<AnyView, NotLoaded>>>,
) -> impl IntoView {
    load.run(());
    let body = move || match draw.run(()) {
        Some(Ok(drawn)) => drawn,
        Some(Err(NotLoaded)) => view! { <LoadFailed error=ApiError::Network on_retry=load /> }.into_any(),
        None => view! { <span class="skeleton skeleton--card" /> }.into_any(),
    };
    view! {
        <div class=class>
            <h1 tabindex="-1">{heading}</h1>
            {body}
        </div>
    }
    .into_any()
}
