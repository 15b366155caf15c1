//! Dialogs: the browser's own `<dialog>`, which brings the top layer, the inert page behind and the loop of
//! the keyboard. What it does not bring is here: the way in, the way out, and where the keyboard goes then.

use super::dom::{focus, focus_heading, focused, is_focus_lost, unique_id};
use super::{Icon, IconName};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::HtmlElement;

/// What a dialog looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogKind {
    /// A question in the middle of the page.
    Confirm,
    /// A form that comes in from the right.
    Drawer,
    /// A card over a page that cannot be read behind it.
    SignIn,
}

impl DialogKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Confirm => "dialog dialog--confirm",
            Self::Drawer => "dialog dialog--drawer",
            Self::SignIn => "dialog dialog--sign-in",
        }
    }
}

/// How many dialogs are open. What is outside of an open dialog is neither seen nor heard.
#[derive(Clone, Copy)]
pub struct OpenDialogs(RwSignal<u32>);

impl OpenDialogs {
    /// Whether a dialog is open.
    pub fn any(self) -> bool {
        self.0.get() > 0
    }
}

/// Begins to count the open dialogs below.
pub fn provide_open_dialogs() {
    provide_context(OpenDialogs(RwSignal::new(0)));
}

/// The count of open dialogs, if somebody above keeps it.
pub fn use_open_dialogs() -> Option<OpenDialogs> {
    use_context()
}

/// A modal dialog, open from when it is drawn until it is taken away.
///
/// It is named by its title. The keyboard goes to its first control, or to the one with `autofocus`; once it
/// is taken away, back to where the keyboard was, or to the page's heading if that place is gone. The X comes
/// last, so that it is not the first thing that one lands on.
#[component]
pub fn Dialog(
    /// What it looks like.
    kind: DialogKind,
    /// What it is about: an act and its object, or the name of what is edited.
    #[prop(into)]
    title: Signal<String>,
    /// Somebody wants it away, by X or Escape. It stays until its owner takes it away.
    on_dismiss: Callback<()>,
    /// Whether it has an X.
    #[prop(optional)]
    has_close: bool,
    /// Its actions, fixed at the foot.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    let labelled_by = title_id.clone();
    count_while_mounted();
    hand_focus_back(focused());
    Effect::new(move || {
        if node.get().is_some() {
            // An effect may run before the view around the dialog is in the document.
            request_animation_frame(move || show(node));
        }
    });

    let on_key = move |event: KeyboardEvent| {
        // Before the browser acts: it would close the dialog behind its owner's back, at the second Escape in
        // a row without even asking.
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            on_dismiss.run(());
        }
    };
    let on_cancel = move |event: web_sys::Event| {
        event.prevent_default();
        event.stop_propagation();
        on_dismiss.run(());
    };
    // A browser that closes it all the same, as by a gesture of the phone, does not decide that it is gone.
    let on_close = move |_| {
        on_dismiss.run(());
        request_animation_frame(move || show(node));
    };

    view! {
        <dialog
            node_ref=node
            class=kind.class()
            aria-labelledby=labelled_by
            on:keydown=on_key
            on:cancel=on_cancel
            on:close=on_close
        >
            <h2 id=title_id class="dialog__title">
                {title}
            </h2>
            <div class="dialog__body">{children()}</div>
            {footer.map(|footer| view! { <div class="dialog__footer">{footer.run()}</div> })}
            {has_close
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="dialog__close"
                            aria-label="Close"
                            on:click=move |_| on_dismiss.run(())
                        >
                            <Icon name=IconName::Close />
                        </button>
                    }
                })}
        </dialog>
    }
}

fn show(node: NodeRef<html::Dialog>) {
    let dialog = node.try_get_untracked().flatten();
    if let Some(dialog) = dialog.filter(|dialog| dialog.is_connected() && !dialog.open()) {
        // It is neither open nor outside of the document, so that there is nothing left to fail.
        let _ = dialog.show_modal();
        // The browser itself may begin at a part that only scrolls.
        let first = ["[autofocus]", "input, select, textarea, button, a[href]"]
            .into_iter()
            .find_map(|controls| dialog.query_selector(controls).ok().flatten());
        focus(first);
    }
}

fn count_while_mounted() {
    if let Some(OpenDialogs(count)) = use_open_dialogs() {
        count.update(|count| *count += 1);
        on_cleanup(move || {
            count.try_update(|count| *count = count.saturating_sub(1));
        });
    }
}

fn hand_focus_back(opener: Option<HtmlElement>) {
    let opener = SendWrapper::new(opener);
    on_cleanup(move || {
        // The dialog is still in the document here; a frame later it is gone, and its owner has had its say.
        request_animation_frame(move || {
            if !is_focus_lost() {
                return;
            }
            let opener = opener.take();
            // A row that was drawn anew has the same id, if it is the same row.
            let place = opener.and_then(|opener| {
                if opener.is_connected() {
                    return Some(opener.into());
                }
                document().get_element_by_id(&opener.id())
            });
            if !focus(place) {
                focus_heading();
            }
        });
    });
}
