//! Why a person is inactive, if it was not an administrator who saw to that.

use super::detail::use_detail;
use super::words;
use crate::ui::time;
use leptos::prelude::*;

/// Says that and when the account was frozen, and what comes next; nothing if it was not.
#[component]
pub(super) fn FrozenNote() -> impl IntoView {
    let frozen = use_detail().part(|detail| detail.frozen_at.map(|at| (at, detail.outranks_you)));
    move || {
        frozen.get().flatten().map(|(at, outranks_you)| {
            view! {
                <div class="notice">
                    <p>{words::frozen(&time::words(at), outranks_you)}</p>
                </div>
            }
        })
    }
}
