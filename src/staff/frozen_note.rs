//! Why a person is inactive, if it was not an administrator who saw to that.

use super::detail::use_detail;
use super::words;
use crate::ui::time;
use leptos::prelude::*;

/// Says that and when the account was frozen, and what comes next; nothing if it was not.
#[component]
pub(super) fn FrozenNote() -> impl IntoView {
    let frozen_at = use_detail().part(|detail| detail.frozen_at);
    move || {
        frozen_at.get().flatten().map(|at| {
            view! {
                <div class="notice">
                    <p>{words::frozen(&time::words(at))}</p>
                </div>
            }
        })
    }
}
