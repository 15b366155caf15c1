//! A form in a drawer, out of which nobody falls by accident with something typed.

use super::{LeaveDialog, words};
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, dom, guard_leaving};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The ways out of a form. Lives as long as the form.
#[derive(Clone, Copy)]
pub struct Leaving {
    is_dirty: Memo<bool>,
    is_asked: RwSignal<bool>,
    close: Callback<()>,
}

impl Leaving {
    /// Stands in the way as long as `is_dirty` holds. `leave` closes the drawer.
    pub fn guard(is_dirty: Memo<bool>, leave: impl Fn() + Send + Sync + 'static) -> Self {
        let is_asked = RwSignal::new(false);
        let guard = guard_leaving(is_dirty, Callback::new(move |()| is_asked.set(true)));
        let close = Callback::new(move |()| {
            guard.lift();
            leave();
        });
        Self { is_dirty, is_asked, close }
    }

    /// Whether anything would be lost.
    pub fn is_dirty(self) -> bool {
        self.is_dirty.get_untracked()
    }

    /// Closes the drawer without asking. Whoever left without waiting for an answer has closed it already.
    pub fn close(self) {
        self.close.try_run(());
    }

    fn dismiss(self) {
        if self.is_dirty() { self.is_asked.set(true) } else { self.close() }
    }
}

/// A drawer with a form, its buttons, and the question before what was typed is lost.
#[component]
pub fn FormDrawer(
    /// What it is called.
    title: &'static str,
    /// The form's class.
    class: &'static str,
    /// What the button says that sends it.
    action: &'static str,
    /// Its ways out.
    leaving: Leaving,
    /// Whether an answer is still to come. What would be lost is not known before.
    is_pending: Memo<bool>,
    /// Why it cannot be sent.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// What to do when it is to be sent.
    on_submit: Callback<()>,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let dismiss = Callback::new(move |()| {
        if !is_pending.get_untracked() {
            leaving.dismiss();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !is_pending.get_untracked() {
            on_submit.run(());
        }
    };
    let form_id = dom::unique_id("form");
    let footer = {
        let form_id = form_id.clone();
        move || {
            view! {
                <Button kind=ButtonKind::Primary form=form_id.clone() is_pending disabled_reason>
                    {action}
                </Button>
                <Button kind=ButtonKind::Secondary on_press=dismiss>
                    {words::CANCEL}
                </Button>
            }
        }
    };
    let keep = Callback::new(move |()| leaving.is_asked.set(false));
    view! {
        <Dialog kind=DialogKind::Drawer title on_dismiss=dismiss has_close=true footer>
            <form id=form_id class=class novalidate on:submit=submit>
                {children()}
            </form>
        </Dialog>
        <Show when=move || leaving.is_asked.get()>
            <LeaveDialog on_keep=keep on_leave=leaving.close />
        </Show>
    }
    .into_any()
}
