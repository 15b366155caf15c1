//! The question whether anybody is still there.

use super::words;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind, time};
use leptos::prelude::*;

/// Asks whether somebody is still there before their session falls idle. What is left is in sight each second, and
/// said out loud only a few times. Escape is an answer as well: somebody pressed it.
#[component]
pub fn IdleDialog() -> impl IntoView {
    let session = use_session();
    let left = session.seconds_left();
    let is_asked = Memo::new(move |_| left.get().is_some());
    let said = Memo::new(move |_| left.get().map(words::signed_out_within));
    let stay = Callback::new(move |()| session.stay());
    let leave = Callback::new(move |()| session.sign_out());
    let footer = move || {
        view! {
            <Button kind=ButtonKind::Primary on_press=stay has_initial_focus=true>
                {words::STAY}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=leave>
                {words::SIGN_OUT}
            </Button>
        }
    };
    move || {
        is_asked.get().then(|| {
            view! {
                <Dialog kind=DialogKind::Confirm title=words::STILL_THERE on_dismiss=stay footer=footer>
                    <p role="status">{said}</p>
                    <p aria-hidden="true">{move || left.get().map(time::remaining)}</p>
                </Dialog>
            }
        })
    }
}
