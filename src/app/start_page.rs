//! Where people start.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Redirect;
use staffroom_contract::paths::page;

/// Leads an administrator on to the staff table. Everyone else is on their way to their own account by then.
#[component]
pub fn StartPage() -> impl IntoView {
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    view! { <Redirect path=page::STAFF options /> }
}
