//! The audit log as a part of the app that most visits do without.

use super::page::AuditLogPage;
use crate::feedback::{DrawPage, PagePart};
use crate::routes::Page;
use crate::ui::split_off;
use leptos::prelude::*;

/// The audit log.
#[component]
pub fn AuditLog() -> impl IntoView {
    view! { <PagePart class="audit-log" heading=Page::AuditLog.name() load=|part| part.load(load) /> }
}

fn draw() -> AnyView {
    view! { <AuditLogPage /> }.into_any()
}

split_off!("split-app", audit, DrawPage, draw);
