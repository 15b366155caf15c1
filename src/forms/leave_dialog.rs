//! Before what was typed is lost: a question on the way out of a form.

use super::words;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::prelude::*;

/// Asks whether to leave without saving. To stay takes nothing away, so that Escape stays as well.
#[component]
pub fn LeaveDialog(
    /// Back to the form.
    on_keep: Callback<()>,
    /// Out of it.
    on_leave: Callback<()>,
) -> impl IntoView {
    let footer = move || {
        view! {
            <Button kind=ButtonKind::Danger on_press=on_leave>
                {words::LEAVE}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=on_keep has_initial_focus=true>
                {words::KEEP_EDITING}
            </Button>
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=words::LEAVE_WITHOUT_SAVING on_dismiss=on_keep footer=footer>
            <p>{words::LEAVE_LOSES}</p>
        </Dialog>
    }
}
