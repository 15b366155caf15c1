//! In the place of something that could not be loaded.

use super::words;
use crate::api::ApiError;
use crate::ui::{Button, ButtonKind, Icon, IconName};
use leptos::prelude::*;

/// Why something could not be loaded, and a way to try again. Announced when it appears.
#[component]
pub fn LoadFailed(
    /// Why.
    error: ApiError,
    /// Loads again.
    on_retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="load-failed" role="alert">
            <Icon name=IconName::Warning />
            <p>{words::of_load(&error)}</p>
            <Button kind=ButtonKind::Secondary on_press=on_retry>
                "Try again"
            </Button>
        </div>
    }
}
