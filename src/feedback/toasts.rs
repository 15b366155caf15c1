//! Short notes that come and go by themselves.

use crate::ui::{Icon, IconName, OpenDialogs, use_open_dialogs};
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long a note of success stays.
const SUCCESS: Duration = Duration::from_secs(5);
/// How long a note of failure stays: it takes longer to understand.
const FAILURE: Duration = Duration::from_secs(15);
/// How long a note stays that something can be done about: it takes longer to decide.
const WITH_ACTION: Duration = Duration::from_secs(20);

/// What can be done about a note.
#[derive(Clone)]
pub struct ToastAction {
    /// The words on its button.
    pub label: &'static str,
    /// Does it. Whoever made the note may be gone by then.
    pub run: Arc<dyn Fn() + Send + Sync>,
}

#[derive(Clone)]
struct Toast {
    id: u32,
    is_failure: bool,
    text: String,
    action: Option<ToastAction>,
}

/// The notes that are waiting to be read.
#[derive(Clone, Copy)]
pub struct Toasts {
    waiting: RwSignal<Vec<Toast>>,
    next_id: StoredValue<u32>,
}

/// Makes notes available to everything below.
pub fn provide_toasts() {
    provide_context(Toasts { waiting: RwSignal::new(Vec::new()), next_id: StoredValue::new(0) });
}

/// The notes of the app.
///
/// # Panics
/// If nobody above called [`provide_toasts`].
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Says that something was done.
    pub fn success(self, text: impl Into<String>) {
        self.push(false, text.into(), None);
    }

    /// Says that something was done, and offers to do something about it.
    pub fn success_with(self, text: impl Into<String>, action: ToastAction) {
        self.push(false, text.into(), Some(action));
    }

    /// Says that something did not work.
    pub fn failure(self, text: impl Into<String>) {
        self.push(true, text.into(), None);
    }

    /// Takes all notes away: they may speak of people whom the next reader must not know.
    pub fn clear(self) {
        self.waiting.set(Vec::new());
    }

    fn push(self, is_failure: bool, text: String, action: Option<ToastAction>) {
        let id = self.next_id.get_value();
        self.next_id.set_value(id.wrapping_add(1));
        self.waiting.update(|waiting| waiting.push(Toast { id, is_failure, text, action }));
    }

    fn dismiss(self, id: u32) {
        self.waiting.try_update(|waiting| waiting.retain(|toast| toast.id != id));
    }
}

/// Where notes appear. A screen reader hears each when it comes, a failure at once.
///
/// Whatever lies under an open dialog is neither seen nor heard, so notes wait until the dialog is gone; only then
/// does their time begin.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    let dialogs = use_open_dialogs();
    let is_audible = Memo::new(move |_| !dialogs.is_some_and(OpenDialogs::any));
    let shown = move |is_failure: bool| {
        move || {
            let waiting = if is_audible.get() { toasts.waiting.get() } else { Vec::new() };
            waiting.into_iter().filter(|toast| toast.is_failure == is_failure).collect::<Vec<_>>()
        }
    };
    let list = move |is_failure| {
        view! {
            <For each=shown(is_failure) key=|toast| toast.id let:toast>
                <ToastNote toast />
            </For>
        }
    };
    view! {
        <div class="toasts">
            <div class="toasts__list" aria-live="polite">
                {list(false)}
            </div>
            <div class="toasts__list" aria-live="assertive">
                {list(true)}
            </div>
        </div>
    }
}

#[component]
fn ToastNote(toast: Toast) -> impl IntoView {
    let toasts = use_toasts();
    let Toast { id, is_failure, text, action } = toast;
    let (class, icon, time) = match (is_failure, &action) {
        (true, _) => ("toast toast--failure", IconName::Warning, FAILURE),
        (false, None) => ("toast toast--success", IconName::Check, SUCCESS),
        (false, Some(_)) => ("toast toast--success", IconName::Check, WITH_ACTION),
    };
    let action = action.map(|ToastAction { label, run }| {
        let press = move |_| {
            toasts.dismiss(id);
            run();
        };
        view! {
            <button type="button" class="toast__action" on:click=press>
                {label}
            </button>
        }
    });
    if let Ok(timer) = set_timeout_with_handle(move || toasts.dismiss(id), time) {
        on_cleanup(move || timer.clear());
    }
    view! {
        <div class=class>
            <Icon name=icon />
            <p>{text}</p>
            {action}
            <button
                type="button"
                class="toast__close"
                aria-label="Dismiss"
                on:click=move |_| toasts.dismiss(id)
            >
                <Icon name=IconName::Close />
            </button>
        </div>
    }
}
