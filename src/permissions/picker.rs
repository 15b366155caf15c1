//! The list to choose permissions from.

use super::{found, name, sentence, toggled, words};
use crate::ui::{Badge, Tone, dom};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use staffroom_contract::Permission;

/// Every permission with what it allows, in groups, each to be switched on or off. What differs from a role is marked
/// in words. What whoever chooses lacks themselves can be switched off, and not on; it keeps its place in the order of
/// the keyboard and says why.
#[component]
pub fn PermissionPicker(
    /// What is switched on.
    chosen: RwSignal<Vec<Permission>>,
    /// What the role allows that the choice is compared to.
    #[prop(into)]
    role: Signal<Vec<Permission>>,
    /// What whoever chooses may do.
    own: Vec<Permission>,
) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let search_id = dom::unique_id("permissions");
    let own = StoredValue::new(own);
    let groups = move || {
        let found = found(&search.read());
        if found.is_empty() {
            return view! { <p class="permissions__none">{words::NONE_FOUND}</p> }.into_any();
        }
        found
            .into_iter()
            .map(|(name, permissions)| {
                let choices = permissions.into_iter().map(|permission| {
                    let is_own = own.with_value(|own| own.contains(&permission));
                    view! { <Choice permission chosen role is_own /> }
                });
                view! {
                    <fieldset class="permissions__group">
                        <legend class="permissions__about">{name}</legend>
                        {choices.collect_view()}
                    </fieldset>
                }
            })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="permissions" role="group" aria-label=words::PERMISSIONS>
            <div class="field">
                <label class="field__label" for=search_id.clone()>
                    {words::SEARCH}
                </label>
                <input id=search_id class="field__input" type="search" autocomplete="off" bind:value=search />
            </div>
            {groups}
        </div>
    }
    .into_any()
}

#[component]
fn Choice(
    permission: Permission,
    chosen: RwSignal<Vec<Permission>>,
    role: Signal<Vec<Permission>>,
    is_own: bool,
) -> impl IntoView {
    let id = dom::unique_id("permission");
    let (does_id, why_id) = (format!("{id}-does"), format!("{id}-why"));
    let is_chosen = Memo::new(move |_| chosen.read().contains(&permission));
    let is_blocked = Memo::new(move |_| !is_own && !is_chosen.get());
    let mark = move || match (is_chosen.get(), role.read().contains(&permission)) {
        (true, false) => Some(view! { <Badge tone=Tone::Good>{words::ADDED}</Badge> }),
        (false, true) => Some(view! { <Badge tone=Tone::Attention>{words::TAKEN_AWAY}</Badge> }),
        _ => None,
    };
    let press = move |event: MouseEvent| {
        if is_blocked.get_untracked() {
            event.prevent_default();
        } else {
            chosen.update(|chosen| *chosen = toggled(chosen, permission));
        }
    };
    let description = {
        let (does_id, why_id) = (does_id.clone(), why_id.clone());
        move || if is_blocked.get() { format!("{does_id} {why_id}") } else { does_id.clone() }
    };
    view! {
        <div class="permission">
            <input
                id=id.clone()
                class="permission__box"
                type="checkbox"
                prop:checked=is_chosen
                aria-disabled=move || is_blocked.get().then_some("true")
                aria-describedby=description
                on:click=press
            />
            <div class="permission__words">
                <label class="permission__name" for=id>
                    {name(permission)}
                </label>
                {mark}
                <p id=does_id class="permission__does">
                    {sentence(permission)}
                </p>
                {move || {
                    is_blocked
                        .get()
                        .then(|| view! { <p id=why_id.clone() class="permission__why">{words::NOT_YOURS}</p> })
                }}
            </div>
        </div>
    }
}
