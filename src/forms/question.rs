//! A question that is answered with one of two buttons, and what became of the answer.

use super::words;
use crate::api::ApiError;
use crate::feedback;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::prelude::*;

/// What is done once somebody has said so, once at a time. Lives as long as its question.
#[derive(Clone, Copy)]
pub struct Deed {
    action: Action<(), ()>,
    error: RwSignal<String>,
}

impl Deed {
    /// `act` does it. Why it could not be done is said in the question, if that is still asked then.
    pub fn new<F>(act: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<(), ApiError>> + 'static,
    {
        let error = RwSignal::new(String::new());
        let action = Action::new_local(move |(): &()| {
            let acting = act();
            error.set(String::new());
            async move {
                if let Err(refusal) = acting.await {
                    error.try_set(feedback::words::of(&refusal));
                }
            }
        });
        Self { action, error }
    }

    fn begin(self) {
        if !self.action.pending().get_untracked() {
            self.action.dispatch_local(());
        }
    }
}

/// The question. Escape and the second button, where the keyboard begins, change nothing.
#[component]
pub fn Question(
    /// What is asked.
    title: String,
    /// How much the button stands out that does it.
    kind: ButtonKind,
    /// What stands on it.
    action: &'static str,
    /// What it does.
    deed: Deed,
    /// Why it cannot be done.
    #[prop(optional, into)]
    disabled_reason: MaybeProp<String>,
    /// Closes the question.
    on_cancel: Callback<()>,
    /// What answering it means.
    children: Children,
) -> impl IntoView {
    let press = Callback::new(move |()| deed.begin());
    let footer = move || {
        view! {
            <Button kind on_press=press is_pending=deed.action.pending() disabled_reason>
                {action}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=on_cancel has_initial_focus=true>
                {words::CANCEL}
            </Button>
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=title on_dismiss=on_cancel footer=footer>
            {children()}
            <p class="dialog__error" role="alert">
                {deed.error}
            </p>
        </Dialog>
    }
    .into_any()
}
