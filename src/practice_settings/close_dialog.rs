//! The question whether to close an office.

use super::words;
use crate::api;
use crate::feedback::{self, use_toasts};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::prelude::*;
use staffroom_contract::Office;

/// Asks whether to close an office, and says for how many people that matters. Nobody is taken anything by it.
#[component]
pub(super) fn CloseDialog(
    /// The office.
    office: Office,
    /// It is closed.
    on_closed: Callback<()>,
    /// It stays open.
    on_keep: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let error = RwSignal::new(String::new());
    let (title, does) = (words::close_title(&office.name), words::close_does(office.people));
    let office = StoredValue::new(office);
    let close = Action::new_local(move |(): &()| {
        let Office { id, name, .. } = office.get_value();
        error.set(String::new());
        async move {
            match session.watch(api::close_office(&id).await) {
                Ok(_) => {
                    toasts.success(words::closed(&name));
                    on_closed.try_run(());
                }
                Err(refusal) => {
                    error.try_set(feedback::words::of(&refusal));
                }
            }
        }
    });
    let press = Callback::new(move |()| {
        if !close.pending().get_untracked() {
            close.dispatch_local(());
        }
    });
    let footer = move || {
        view! {
            <Button kind=ButtonKind::Danger on_press=press is_pending=close.pending()>
                {words::CLOSE_OFFICE}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=on_keep has_initial_focus=true>
                {words::CANCEL}
            </Button>
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=title on_dismiss=on_keep footer=footer>
            <p>{does}</p>
            <p class="dialog__error" role="alert">
                {error}
            </p>
        </Dialog>
    }
    .into_any()
}
