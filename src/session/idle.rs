//! Whether anybody is there: asks before the session falls idle, and ends it here when it has, with or without a
//! network. Only what a person does counts, in whichever tab; the server is told of it once a minute at most.

use super::tabs::Word;
use super::{SessionContext, State};
use crate::api;
use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long before its end somebody is asked whether they are still there, in seconds.
const WARNED_BEFORE: i64 = 2 * 60;

/// How long the server is not told again, in seconds. It takes note once a minute; two clocks are never quite one.
const TOLD_EVERY: i64 = 61;

/// What a person does.
const ACTIVITY: [&str; 5] = ["keydown", "pointerdown", "pointermove", "touchstart", "wheel"];

/// When somebody last did something, and when the server was last told so, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Presence {
    active_at: i64,
    told_at: i64,
}

impl Presence {
    const fn new(now: i64) -> Self {
        Self { active_at: now, told_at: now }
    }

    /// How long is left until the session falls idle. A clock that was set back leaves no more than there was.
    fn left(self, now: i64, idle_seconds: i64) -> i64 {
        idle_seconds - (now - self.active_at).max(0)
    }

    /// Whether the server does not know yet that somebody is there, and it is time to tell it.
    const fn must_be_told(self, now: i64) -> bool {
        self.active_at > self.told_at && now - self.told_at >= TOLD_EVERY
    }
}

/// Keeps watch over whether anybody is there, for as long as the caller lives.
pub fn keep_watch(session: SessionContext) {
    let presence = StoredValue::new(Presence::new(now()));
    session.hear_other_tabs(move |word| match word {
        Word::Active => note(presence),
        Word::Told => presence.set_value(Presence::new(now())),
        Word::Left => session.forget(),
    });
    for kind in ACTIVITY {
        let acted = window_event_listener_untyped(kind, move |_| {
            // Whoever is asked answers by a button: a hand on the mouse has not read the question.
            let is_asked = session.seconds_left.read_untracked().is_some();
            if !is_asked && presence.get_value().active_at < now() {
                note(presence);
                session.tell_other_tabs(Word::Active);
            }
        });
        on_cleanup(move || acted.remove());
    }
    let is_signed_in = Memo::new(move |_| matches!(&*session.state.read(), State::SignedIn(_)));
    Effect::new(move || {
        session.seconds_left.set(None);
        if is_signed_in.get() {
            presence.set_value(Presence::new(now()));
            let timer = set_interval_with_handle(move || look(session, presence), Duration::from_secs(1));
            if let Ok(timer) = timer {
                on_cleanup(move || timer.clear());
            }
        }
    });
    let stay = move |_: &u32, _: Option<&u32>, _: Option<()>| {
        note(presence);
        session.seconds_left.set(None);
        tell_server(session, presence);
    };
    Effect::watch(move || session.stayed.get(), stay, false);
}

fn note(presence: StoredValue<Presence>) {
    presence.update_value(|presence| presence.active_at = now());
}

fn look(session: SessionContext, presence: StoredValue<Presence>) {
    let known = presence.get_value();
    // What the practice says by now, which may be less than it was.
    let Some(idle_minutes) = untrack(|| session.current()).map(|session| session.idle_minutes) else {
        return;
    };
    let left = known.left(now(), i64::from(idle_minutes) * 60);
    if left <= 0 {
        session.end();
        return;
    }
    let warning = (left <= WARNED_BEFORE).then_some(left);
    if *session.seconds_left.read_untracked() != warning {
        session.seconds_left.set(warning);
    }
    // The session gets another id once a password was entered, and nothing should be asked under the old one then.
    if known.must_be_told(now()) && !untrack(|| session.is_password_asked()) {
        tell_server(session, presence);
    }
}

fn tell_server(session: SessionContext, presence: StoredValue<Presence>) {
    presence.update_value(|presence| presence.told_at = now());
    session.tell_other_tabs(Word::Told);
    spawn_local(async move {
        // Without an answer there is nothing to do: it was told, or it will be the next time.
        if let Ok(session_now) = session.watch(api::get_session().await) {
            session.note_session(session_now);
        }
    });
}

#[expect(clippy::cast_possible_truncation, reason = "a double cast to an integer stops at its ends")]
fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}

impl SessionContext {
    /// How long is left, in seconds, to somebody who has done nothing for a while; nothing if they are there.
    pub fn seconds_left(self) -> Signal<Option<i64>> {
        self.seconds_left.into()
    }

    /// Somebody says that they are still there.
    pub fn stay(self) {
        self.stayed.update(|stayed| *stayed += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody who did nothing for as long as the practice says has nothing left, and no clock gives them more.
    #[test]
    fn what_is_left_is_counted_from_the_last_act() {
        let presence = Presence::new(1_000);
        assert_eq!(presence.left(1_000, 900), 900);
        assert_eq!(presence.left(1_000 + 13 * 60, 900), WARNED_BEFORE);
        assert_eq!(presence.left(1_900, 900), 0);
        assert_eq!(presence.left(100, 900), 900);
        assert_eq!(presence.left(1_000 + 3 * 60, 300), WARNED_BEFORE);
    }

    /// The server is told only of what a person did, and not more than once a minute.
    #[test]
    fn the_server_is_told_once_a_minute() {
        let idle = Presence::new(1_000);
        assert!(!idle.must_be_told(1_600));
        let active = Presence { active_at: 1_010, ..idle };
        assert!(!active.must_be_told(1_060));
        assert!(active.must_be_told(1_061));
    }
}
