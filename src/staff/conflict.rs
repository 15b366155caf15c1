//! What somebody else changed while the drawer was open.

use super::model::{Change, Field};
use super::words;
use crate::ui::dom;
use leptos::prelude::*;

const ID: &str = "staff-conflict";

/// Tells at the top of the form what is different now, and what was typed instead. The keyboard goes there, since
/// what was selected, to save, did not happen.
#[component]
pub(super) fn Conflict(
    /// What was changed; none as long as nobody was in the way.
    changes: RwSignal<Option<Vec<Change>>>,
    /// A field's value as people read it.
    shown: Callback<(Field, String), String>,
) -> impl IntoView {
    let line = move |change: Change| {
        let yours = change.yours.map(|yours| shown.run((change.field, yours)));
        let theirs = shown.run((change.field, change.theirs));
        view! { <li>{words::changed_to(change.field, &theirs, yours.as_deref())}</li> }
    };
    Effect::new(move || {
        if changes.read().is_some() {
            dom::focus_soon(ID.to_owned());
        }
    });
    move || {
        changes.get().map(|changes| {
            let what_now =
                if changes.is_empty() { words::NOTHING_YOU_SEE_CHANGED } else { words::WHAT_IS_KEPT };
            view! {
                <div id=ID class="notice staff-conflict" role="alert" tabindex="-1">
                    <p class="staff-conflict__title">{words::SOMEBODY_CHANGED}</p>
                    <ul>{changes.into_iter().map(line).collect_view()}</ul>
                    <p>{what_now}</p>
                </div>
            }
        })
    }
}
