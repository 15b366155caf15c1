//! The field for a password that somebody chooses, and what is to be said of it while it is typed.

mod advice;
mod show_button;
mod words;

use super::{FormProblems, TextField};
use crate::api;
use advice::{Advice, Verdict};
use gloo_timers::future::TimeoutFuture;
use js_sys::JsString;
use leptos::prelude::*;
use leptos::task::spawn_local;
use show_button::ShowButton;
use staffroom_contract::field::name::PASSWORD;
use staffroom_contract::{EstimatePasswordStrength, InspectPasswordReset, Secret};

/// How long nothing must have been typed before the server is asked what the password is worth, in milliseconds.
const PAUSE_MS: u32 = 400;

/// A password that is being chosen.
#[derive(Clone, Copy)]
pub struct NewPassword {
    typed: RwSignal<String>,
    is_visible: RwSignal<bool>,
    min_length: u32,
    known_words: StoredValue<Vec<String>>,
    link: StoredValue<Option<InspectPasswordReset>>,
    verdict: RwSignal<Verdict>,
    /// Counts what was typed and sent, so that the answer about something older is not taken for one about the present.
    asked: StoredValue<u32>,
}

impl NewPassword {
    /// Nothing is typed yet. `min_length` is what the practice asks for, in characters. `known_words` would be guessed
    /// first; the server knows more of them. `link` is what the password will be set with; without one it is for
    /// whoever is signed in.
    pub fn new(min_length: u32, known_words: Vec<String>, link: Option<InspectPasswordReset>) -> Self {
        Self {
            typed: RwSignal::new(String::new()),
            is_visible: RwSignal::new(false),
            min_length,
            known_words: StoredValue::new(known_words),
            link: StoredValue::new(link),
            verdict: RwSignal::new(Verdict::Unasked),
            asked: StoredValue::new(0),
        }
    }

    /// The password in normalisation form C, by the tables that the browser has built in: the same letters typed on
    /// two keyboards are the same password. It is hidden from now on, and the server is no longer asked what it is
    /// worth: it will say so when it is sent.
    pub fn take(self) -> Secret {
        self.is_visible.set(false);
        self.next_question();
        if *self.verdict.read_untracked() == Verdict::Pending {
            self.verdict.set(Verdict::Unasked);
        }
        self.in_normal_form()
    }

    /// Looks at the words that would be guessed first.
    pub fn with_known_words<T>(self, look: impl FnOnce(&[String]) -> T) -> T {
        self.known_words.with_value(|words| look(words))
    }

    /// The shortest that the practice lets people choose, in characters.
    pub const fn min_length(self) -> u32 {
        self.min_length
    }

    /// Takes what was typed away.
    pub fn clear(self) {
        self.typed.set(String::new());
    }

    /// Whether its form is gone.
    pub fn is_disposed(self) -> bool {
        self.typed.is_disposed()
    }

    fn in_normal_form(self) -> Secret {
        Secret::new(normal_form(&self.typed.read_untracked()))
    }

    fn next_question(self) -> u32 {
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        question
    }

    fn advice(self) -> Advice {
        let typed = normal_form(&self.typed.read());
        self.with_known_words(|words| advice::of(&typed, self.min_length, words, self.verdict.get()))
    }
}

/// One field for a new password, with a button that shows it. While it is typed, it is said how much is missing, and in
/// the pauses, by the server, how hard it is to guess.
#[component]
pub fn NewPasswordField(
    /// The password.
    password: NewPassword,
    /// The problems of its form.
    problems: FormProblems,
) -> impl IntoView {
    ask_in_pauses(password);
    let said = Memo::new(move |_| password.advice());
    let is_visible = password.is_visible;
    view! {
        <TextField
            label=words::NEW_PASSWORD
            field=PASSWORD
            value=password.typed
            problems
            is_verbatim=true
            hint=words::rules(password.min_length)
            autocomplete="new-password"
            input_type=Signal::derive(move || if is_visible.get() { "text" } else { "password" })
        >
            <ShowButton is_visible />
        </TextField>
        <p class="field__advice" aria-live="polite" data-tone=move || said.get().tone()>
            {move || words::advice(said.get())}
        </p>
    }
}

/// Asks the server, once nothing was typed for a while, what a password is worth that is long enough.
fn ask_in_pauses(password: NewPassword) {
    let ask = move |_: &String, _: Option<&String>, _: Option<()>| {
        let question = password.next_question();
        password.verdict.set(Verdict::Pending);
        if untrack(|| password.advice()) != Advice::Asking {
            return;
        }
        spawn_local(async move {
            TimeoutFuture::new(PAUSE_MS).await;
            if password.asked.try_get_value() != Some(question) {
                return;
            }
            let link = password.link.get_value();
            let request = EstimatePasswordStrength { password: password.in_normal_form(), link };
            let answer = api::estimate_password_strength(&request).await;
            if password.asked.try_get_value() == Some(question) {
                password.verdict.set(Verdict::told_by(answer));
            }
        });
    };
    Effect::watch(move || password.typed.get(), ask, false);
}

fn normal_form(password: &str) -> String {
    JsString::from(password).normalize("NFC").into()
}
