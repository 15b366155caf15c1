//! The question whether to close an office.

use super::words;
use crate::api;
use crate::feedback::use_toasts;
use crate::forms::{Deed, Question};
use crate::session::use_session;
use crate::ui::ButtonKind;
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
    let (title, does) = (words::close_title(&office.name), words::close_does(office.people));
    let office = StoredValue::new(office);
    let close = Deed::new(move || {
        let Office { id, name, .. } = office.get_value();
        async move {
            session.watch(api::close_office(&id).await)?;
            toasts.success(words::closed(&name));
            on_closed.try_run(());
            Ok(())
        }
    });
    view! {
        <Question title kind=ButtonKind::Danger action=words::CLOSE_OFFICE deed=close on_cancel=on_keep>
            <p>{does}</p>
        </Question>
    }
}
