//! A page with one thing to do.

use leptos::prelude::*;

/// One card in the middle of the page: whose it is, what it is for, and the one thing to do.
#[component]
pub fn CardPage(
    /// Whose page it is: the practice's name where it is known.
    #[prop(into)]
    owner: Signal<String>,
    /// The page's heading.
    #[prop(into)]
    title: Signal<String>,
    /// What to know, and to do.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="card-page">
            <div class="card">
                <p class="card__owner">{owner}</p>
                <h1 class="card__title" tabindex="-1">
                    {title}
                </h1>
                {children()}
            </div>
        </main>
    }
}
