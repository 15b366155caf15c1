//! A question that takes a few fields to answer.

use super::words;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, dom};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A dialog with a form, the button that sends it, and **Cancel**.
#[component]
pub fn FormDialog(
    /// What is asked.
    #[prop(into)]
    title: Signal<String>,
    /// The form's class.
    class: &'static str,
    /// How much the button stands out that sends it.
    kind: ButtonKind,
    /// What stands on it.
    #[prop(into)]
    action: Signal<String>,
    /// Whether an answer is still to come. Nothing is sent before.
    is_pending: Memo<bool>,
    /// Why it cannot be sent.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// Other buttons, between the one that sends it and **Cancel**.
    #[prop(optional, into)]
    others: Option<ViewFn>,
    /// Whether the keyboard begins at **Cancel**, which takes nothing away.
    #[prop(optional)]
    begins_at_cancel: bool,
    /// What to do when it is to be sent.
    on_submit: Callback<()>,
    /// Closes it.
    on_cancel: Callback<()>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // Enter in a field presses the button too, which keeps the form from being sent while it must not be.
        on_submit.run(());
    };
    let form_id = dom::unique_id("form");
    let footer = {
        let form_id = form_id.clone();
        move || {
            view! {
                <Button kind form=form_id.clone() is_pending disabled_reason>
                    {action}
                </Button>
                {others.as_ref().map(ViewFn::run)}
                <Button kind=ButtonKind::Secondary on_press=on_cancel has_initial_focus=begins_at_cancel>
                    {words::CANCEL}
                </Button>
            }
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title on_dismiss=on_cancel footer>
            <form id=form_id class=class novalidate on:submit=submit>
                {children()}
            </form>
        </Dialog>
    }
    .into_any()
}
