//! What the tabs of one browser tell each other: that somebody is there, and that they left. Nothing says who.

use super::SessionContext;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

/// The name by which the tabs find each other.
const CHANNEL: &str = "staffroom-session";

/// What one tab tells the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Somebody does something here.
    Active,
    /// The server was just told so.
    Told,
    /// Somebody signed out here.
    Left,
}

impl Word {
    const ALL: [Self; 3] = [Self::Active, Self::Told, Self::Left];

    const fn text(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Told => "told",
            Self::Left => "left",
        }
    }
}

/// The other tabs.
pub(super) struct Tabs(SendWrapper<BroadcastChannel>);

impl SessionContext {
    /// Tells the other tabs.
    pub(super) fn tell_other_tabs(self, word: Word) {
        self.tabs.with_value(|tabs| {
            if let Some(Tabs(channel)) = tabs {
                // A browser that shuts down has closed the channel already.
                let _ = channel.post_message(&word.text().into());
            }
        });
    }

    /// Hears the other tabs, for as long as this one is open.
    pub(super) fn hear_other_tabs(self, hear: impl Fn(Word) + 'static) {
        let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string();
            let word = Word::ALL.into_iter().find(|word| text.as_deref() == Some(word.text()));
            if let Some(word) = word {
                hear(word);
            }
        });
        channel.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
        self.tabs.set_value(Some(Tabs(SendWrapper::new(channel))));
    }
}
