//! What a check has found, and whether to go on.

use super::row_table::RowTable;
use super::watch::Watched;
use super::words;
use crate::api::{self, ApiError};
use crate::feedback::use_toasts;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, dom};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use staffroom_contract::paths::page;
use staffroom_contract::{ConfirmImport, ImportCounts, ImportRowState, ProblemCode};

/// The rows that have problems, and the choice between adding the others and adding nobody.
#[component]
pub(super) fn CheckedImport(watched: Watched) -> impl IntoView {
    let counts = untrack(|| watched.now().read().as_ref().map(|import| import.counts));
    let counts = counts.unwrap_or_default();
    let hint = match counts {
        ImportCounts { ready: 0, .. } => words::NONE_CAN,
        ImportCounts { refused: 0, .. } => words::NOBODY_YET,
        _ => words::MEND,
    };
    let shown = if counts.refused > 0 { ImportRowState::Refused } else { ImportRowState::Ready };
    view! {
        <p class="import__introduction">{hint}</p>
        <Choice watched counts />
        <RowTable id=watched.id() counts shown=Some(shown) />
    }
    .into_any()
}

/// Confirm or discard.
#[component]
fn Choice(watched: Watched, counts: ImportCounts) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let navigate = use_navigate();
    let is_pending = RwSignal::new(false);
    let failed = move |error: ApiError| {
        // Whoever does not want to enter their password knows that nothing was done.
        if error.code() != Some(ProblemCode::ReauthRequired) {
            toasts.failure(words::failed(&error));
        }
        is_pending.try_set(false);
    };
    let confirm = Callback::new(move |()| {
        is_pending.set(true);
        spawn_local(async move {
            let request = ConfirmImport { leave_out_refused: counts.refused > 0 };
            let id = watched.id();
            match session.with_fresh(|| api::confirm_import(&id, request)).await {
                Ok(import) if !is_pending.is_disposed() => {
                    watched.put(import);
                    dom::focus_heading();
                }
                Ok(_) => {}
                Err(error) => failed(error),
            }
        });
    });
    let discard = Callback::new(move |()| {
        is_pending.set(true);
        let navigate = navigate.clone();
        spawn_local(async move {
            match session.watch(api::discard_import(&watched.id()).await) {
                Ok(()) => {
                    toasts.success(words::DISCARDED);
                    // Whoever has left meanwhile stays where they are.
                    if !is_pending.is_disposed() {
                        navigate(page::IMPORT, NavigateOptions::default());
                        dom::focus_heading();
                    }
                }
                Err(error) => failed(error),
            }
        });
    });
    view! {
        <div class="import__actions">
            {(counts.ready > 0)
                .then(|| {
                    view! {
                        <Button kind=ButtonKind::Primary is_pending on_press=confirm>
                            {words::confirm(&counts)}
                        </Button>
                    }
                })}
            <a class="button button--secondary" href=page::IMPORT>
                {words::ANOTHER_FILE}
            </a>
            <Button kind=ButtonKind::Secondary is_pending on_press=discard>
                {words::DISCARD}
            </Button>
        </div>
    }
}
