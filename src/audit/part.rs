//! The audit log as a part of the app that most visits do without.

use super::page::AuditLogPage;
use crate::feedback::PagePart;
use crate::routes::Page;
use crate::ui::{Later, split_off};
use leptos::prelude::*;

/// Draws the part, once it is there.
type Draw = fn() -> AnyView;

/// The part, as far as it is loaded.
#[derive(Clone, Copy)]
struct AuditPart(Later<Draw>);

/// Makes the part available to everything below; nothing of it is loaded yet.
pub fn provide_audit_part() {
    provide_context(AuditPart(Later::new()));
}

/// The audit log.
#[component]
pub fn AuditLog() -> impl IntoView {
    let AuditPart(part) = expect_context();
    let load = Callback::new(move |()| part.load(load));
    let draw = Callback::new(move |()| part.get().map(|part| part.map(|draw| draw())));
    view! { <PagePart class="audit-log" heading=Page::AuditLog.name() load draw /> }
}

fn draw() -> AnyView {
    view! { <AuditLogPage /> }.into_any()
}

split_off!("split-app", audit, Draw, draw);
