//! What somebody else changed while the settings were being edited.

use super::model::Change;
use super::words;
use crate::ui::dom;
use leptos::prelude::*;

/// Tells at the top of a section what is different now, and what was typed instead. The keyboard goes there, since what
/// was selected, to save, did not happen.
#[component]
pub(super) fn Conflict(
    /// What was changed; none as long as nobody was in the way.
    changes: RwSignal<Option<Vec<Change>>>,
) -> impl IntoView {
    let id = dom::unique_id("practice-conflict");
    let focused = id.clone();
    Effect::new(move || {
        if changes.read().is_some() {
            dom::focus_soon(focused.clone());
        }
    });
    let line = |change: Change| view! { <li>{words::changed_to(&change)}</li> };
    move || {
        changes.get().map(|changes| {
            view! {
                <div id=id.clone() class="notice practice-conflict" role="alert" tabindex="-1">
                    <p class="practice-conflict__title">{words::SOMEBODY_CHANGED}</p>
                    <ul>{changes.into_iter().map(line).collect_view()}</ul>
                    <p>{words::SAVE_AGAIN}</p>
                </div>
            }
        })
    }
}
