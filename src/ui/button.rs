//! Buttons: the one thing that does something when it is pressed.

use super::dom::unique_id;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// How much a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ButtonKind {
    /// What one came here to do. At most one in sight.
    Primary,
    /// Anything else.
    Secondary,
    /// Something that takes away.
    Danger,
    /// Beside a field or in a line of text.
    Quiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button--primary",
            Self::Secondary => "button button--secondary",
            Self::Danger => "button button--danger",
            Self::Quiet => "button button--quiet",
        }
    }
}

/// A button. Without `on_press` it submits its form.
///
/// While it is pending, or as long as there is a reason why it cannot be pressed, it keeps its name and its
/// place in the order of the keyboard, is announced as unavailable, and does nothing. The reason is written
/// under it and belongs to its description.
#[component]
pub fn Button(
    /// How much it stands out.
    kind: ButtonKind,
    /// Why it cannot be pressed; nothing if it can.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// Whether what it started is still under way.
    #[prop(optional, into)]
    is_pending: Signal<bool>,
    /// What it does; if left out, it submits its form.
    #[prop(optional)]
    on_press: Option<Callback<()>>,
    /// The id of the form that it submits, if it stands outside of it.
    #[prop(optional, into)]
    form: MaybeProp<String>,
    /// A name for screen readers that says more than the words on it, and holds them.
    #[prop(optional, into)]
    label: MaybeProp<String>,
    /// The id of an element that says more about it.
    #[prop(optional, into)]
    described_by: MaybeProp<String>,
    /// Whether a dialog that opens puts the keyboard here: the choice that takes nothing away.
    #[prop(optional)]
    has_initial_focus: bool,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    let reason_id = unique_id("reason");
    let reason = Memo::new(move |_| disabled_reason.get());
    let is_blocked = move || is_pending.get() || reason.read().is_some();
    let description = {
        let reason_id = reason_id.clone();
        move || {
            let reason = reason.read().is_some().then(|| reason_id.clone());
            let ids: Vec<_> = [described_by.get(), reason].into_iter().flatten().collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let press = move |event: MouseEvent| {
        if is_pending.get_untracked() || reason.read_untracked().is_some() {
            // A submit button that is only marked as disabled would submit all the same.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <span class="button-place">
            <button
                type=if on_press.is_some() { "button" } else { "submit" }
                class=kind.class()
                form=move || form.get()
                aria-label=move || label.get()
                aria-disabled=move || is_blocked().then_some("true")
                aria-busy=move || is_pending.get().then_some("true")
                aria-describedby=description
                autofocus=has_initial_focus
                on:click=press
            >
                {children()}
            </button>
            {move || {
                let id = reason_id.clone();
                reason.get().map(|reason| view! { <span id=id class="button-place__reason">{reason}</span> })
            }}
        </span>
    }
}
