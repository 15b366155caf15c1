//! What stands under the heading: one act, or all that one has begun.

use super::acts::Acts;
use super::links::read_links;
use super::one_act::OneAct;
use leptos::prelude::*;

/// The act that the address names; if it names none, one's own.
#[component]
pub fn BulkPage() -> impl IntoView {
    let links = read_links();
    move || match links.id.get() {
        Some(id) => view! { <OneAct id state=links.state /> }.into_any(),
        None => view! { <Acts /> }.into_any(),
    }
}
