//! Who is signed in, and what becomes of the app when nobody is any more.

mod freshness;
mod idle;
mod tabs;

pub use idle::keep_watch;

use crate::api::{self, ApiError};
use freshness::Freshness;
use leptos::prelude::*;
use staffroom_contract::{PracticeSettings, ProblemCode, Session, StaffSummary};
use tabs::{Tabs, Word};

/// What is known of the session.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// The server was asked and has not answered yet.
    Asking,
    /// The server could not be asked.
    Failed(ApiError),
    /// Nobody is signed in.
    Nobody,
    /// Somebody was, and chose to leave.
    Left,
    /// This person is signed in.
    SignedIn(Session),
    /// This person was signed in when the session ended under their hands. What they typed is still there.
    Ended(Session),
}

/// What the signed-in part of the app shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing yet: the server was asked and has not answered.
    Pending,
    /// Why the server could not be asked.
    Failed(ApiError),
    /// Nothing: nobody is signed in. Whoever signs in wants to go on here.
    Denied,
    /// Nothing: somebody chose to leave. Whoever signs in next starts anew.
    Left,
    /// Its pages.
    Granted,
}

/// The session of this browser tab.
#[derive(Clone, Copy)]
pub struct SessionContext {
    state: RwSignal<State>,
    renewals: RwSignal<u32>,
    is_sign_out_unconfirmed: RwSignal<bool>,
    freshness: Freshness,
    /// How long is left, in seconds, to somebody who seems to have gone.
    seconds_left: RwSignal<Option<i64>>,
    /// Counts how often they said that they have not.
    stayed: RwSignal<u32>,
    tabs: StoredValue<Option<Tabs>>,
}

/// Makes the session available to everything below. The server is asked for it only if `is_likely`: without a
/// cookie the answer is known.
pub fn provide_session(is_likely: bool) {
    let session = SessionContext {
        state: RwSignal::new(if is_likely { State::Asking } else { State::Nobody }),
        renewals: RwSignal::new(0),
        is_sign_out_unconfirmed: RwSignal::new(false),
        freshness: Freshness::new(),
        seconds_left: RwSignal::new(None),
        stayed: RwSignal::new(0),
        tabs: StoredValue::new(None),
    };
    provide_context(session);
    if is_likely {
        session.ask();
    }
}

/// The session of this browser tab.
///
/// # Panics
/// If nobody above called [`provide_session`].
pub fn use_session() -> SessionContext {
    expect_context()
}

impl SessionContext {
    /// Who is signed in, or was when the session ended in the middle of their work.
    pub fn current(self) -> Option<Session> {
        match &*self.state.read() {
            State::SignedIn(session) | State::Ended(session) => Some(session.clone()),
            State::Asking | State::Failed(_) | State::Nobody | State::Left => None,
        }
    }

    /// What the signed-in part of the app shows. It stays the same when the session ends in the middle of
    /// somebody's work, so that nothing they typed is lost.
    pub fn access(self) -> Access {
        match &*self.state.read() {
            State::Asking => Access::Pending,
            State::Failed(error) => Access::Failed(error.clone()),
            State::Nobody => Access::Denied,
            State::Left => Access::Left,
            State::SignedIn(_) | State::Ended(_) => Access::Granted,
        }
    }

    /// Whose session ended in the middle of their work, if one did.
    pub fn ended(self) -> Option<Session> {
        match &*self.state.read() {
            State::Ended(session) => Some(session.clone()),
            _ => None,
        }
    }

    /// Takes note of an answer that says that nobody is signed in any more, and hands every answer on.
    ///
    /// # Errors
    /// Those of `answer`.
    pub fn watch<T>(self, answer: Result<T, ApiError>) -> Result<T, ApiError> {
        // What was asked under the old id of a session that is getting a new one says nothing of the new one.
        if matches!(answer, Err(ApiError::SignedOut)) && !self.freshness.is_entering() {
            self.end();
        }
        if matches!(&answer, Err(error) if error.code() == Some(ProblemCode::Forbidden)) {
            self.look_again();
        }
        answer
    }

    /// The session ended in the middle of somebody's work, if anybody is signed in.
    fn end(self) {
        self.state.update(|state| {
            if let State::SignedIn(session) = state {
                *state = State::Ended(session.clone());
            }
        });
    }

    /// Counts how often somebody signed in again after their session had ended.
    pub fn renewed(self) -> Signal<u32> {
        self.renewals.into()
    }

    /// Loads again, each time that somebody signs in again, what may have failed to load in between. As long as the
    /// caller lives.
    pub fn on_renewal(self, load: impl Fn() + 'static) {
        let load: Box<dyn Fn()> = Box::new(load);
        Effect::watch(move || self.renewals.get(), move |_, _, _| load(), false);
    }

    /// Asks the server who is signed in.
    pub fn ask(self) {
        self.state.set(State::Asking);
        leptos::task::spawn_local(async move {
            let answered = match api::get_session().await {
                Ok(session) => State::SignedIn(session),
                Err(ApiError::SignedOut) => State::Nobody,
                Err(error) => State::Failed(error),
            };
            self.state.update(|state| {
                // Whoever left in another tab meanwhile has left here, too.
                if *state == State::Asking {
                    *state = answered;
                }
            });
        });
    }

    /// Asks once more what the person who is signed in may do, while they go on: it may have been changed. Without an
    /// answer, what is known stays.
    pub fn look_again(self) {
        leptos::task::spawn_local(async move {
            if let Ok(now) = api::get_session().await {
                self.take_note(now);
            }
        });
    }

    /// Takes over what is known by now of the person who is signed in. Somebody else's work is on no page of theirs.
    fn take_note(self, now: Session) {
        let is_news = matches!(
            &*self.state.read_untracked(),
            State::SignedIn(known) if known.staff_id == now.staff_id && *known != now
        );
        if is_news {
            self.state.set(State::SignedIn(now));
        }
    }

    /// This person has just signed in. Says whether the page fits them: if somebody else's work is still on it, it
    /// must be loaded anew.
    pub fn begin(self, session: Session) -> bool {
        let previous = self.ended();
        if previous.as_ref().is_some_and(|previous| previous.staff_id != session.staff_id) {
            return false;
        }
        self.is_sign_out_unconfirmed.set(false);
        self.state.set(State::SignedIn(session));
        // Their password was just entered.
        self.freshness.answer(true);
        if previous.is_some() {
            self.renewals.update(|renewals| *renewals += 1);
        }
        true
    }

    /// Somebody was changed. If they are who is signed in, the app greets them by their new name.
    pub fn note_change(self, person: &StaffSummary) {
        self.state.update(|state| {
            if let State::SignedIn(session) = state
                && session.staff_id == person.id
            {
                session.full_name = person.full_name();
                session.username.clone_from(&person.username);
            }
        });
    }

    /// The practice decided something for itself that concerns everybody in it.
    pub fn note_practice(self, settings: &PracticeSettings) {
        self.state.update(|state| {
            if let State::SignedIn(session) = state {
                session.practice_name.clone_from(&settings.name);
                session.idle_minutes = settings.idle_minutes;
                session.min_password_length = settings.min_password_length;
            }
        });
    }

    /// The server says how the session stands by now.
    fn note_session(self, session: Session) {
        let is_news = matches!(
            &*self.state.read_untracked(),
            State::SignedIn(known) if *known != session && known.staff_id == session.staff_id
        );
        if is_news {
            self.state.set(State::SignedIn(session));
        }
    }

    /// Signs out: first here, where everything that was loaded goes at once, then at the server.
    pub fn sign_out(self) {
        self.forget();
        self.tell_other_tabs(Word::Left);
        self.confirm_sign_out();
    }

    /// Gives up a session that has ended, and what was typed with it.
    pub fn forget(self) {
        self.state.set(State::Left);
        self.freshness.answer(false);
    }

    /// Whether somebody signed out here while the server could not be told, so that their session goes on until it
    /// falls idle.
    pub fn is_sign_out_unconfirmed(self) -> bool {
        self.is_sign_out_unconfirmed.get()
    }

    /// Tells the server that the session ends.
    pub fn confirm_sign_out(self) {
        leptos::task::spawn_local(async move {
            let is_over = matches!(api::sign_out().await, Ok(()) | Err(ApiError::SignedOut));
            self.is_sign_out_unconfirmed.set(!is_over);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use staffroom_contract::{Permission, StaffId, UnixSeconds};

    fn of(id: &str) -> Session {
        Session {
            staff_id: StaffId::new(id),
            full_name: "Morgan Manager".to_owned(),
            username: "morganm".to_owned(),
            permissions: vec![Permission::ManageAccounts],
            practice_name: "Cedar Hill Family Practice".to_owned(),
            idle_minutes: 15,
            min_password_length: 15,
            expires_at: UnixSeconds(0),
        }
    }

    fn signed_in(act: impl FnOnce(SessionContext)) {
        Owner::new().with(|| {
            provide_session(false);
            let session = use_session();
            assert!(session.begin(of("m1")));
            act(session);
        });
    }

    /// What the practice decides reaches whoever is signed in, and nobody else.
    #[test]
    fn what_the_server_says_later_counts() {
        signed_in(|session| {
            session.note_session(Session { idle_minutes: 5, ..of("m1") });
            assert_eq!(session.current().unwrap().idle_minutes, 5);
            session.note_session(Session { idle_minutes: 60, ..of("h1") });
            assert_eq!(session.current().unwrap().idle_minutes, 5);
            session.forget();
            session.note_session(of("m1"));
            assert_eq!(session.current(), None);
        });
    }

    /// Without a session nobody is asked for one: the way leads straight to the sign-in page.
    #[test]
    fn nobody_is_signed_in_at_first() {
        Owner::new().with(|| {
            provide_session(false);
            assert_eq!(use_session().access(), Access::Denied);
            assert_eq!(use_session().current(), None);
        });
    }

    /// A session that ends in the middle of somebody's work leaves the page as it is, and asks them alone.
    #[test]
    fn a_session_that_ends_keeps_the_page() {
        signed_in(|session| {
            let answer: Result<(), _> = session.watch(Err(ApiError::SignedOut));
            assert_eq!(answer, Err(ApiError::SignedOut));
            assert_eq!(session.access(), Access::Granted);
            assert_eq!(session.current(), Some(of("m1")));
            assert_eq!(session.ended(), Some(of("m1")));
        });
    }

    /// The same person who signs in again goes on, and what was missed in between is loaded.
    #[test]
    fn the_same_person_goes_on() {
        signed_in(|session| {
            let _: Result<(), _> = session.watch(Err(ApiError::SignedOut));
            assert!(session.begin(of("m1")));
            assert_eq!(session.ended(), None);
            assert_eq!(session.renewed().get(), 1);
        });
    }

    /// Somebody else who signs in does not get the page of the one before.
    #[test]
    fn somebody_else_does_not_go_on() {
        signed_in(|session| {
            let _: Result<(), _> = session.watch(Err(ApiError::SignedOut));
            assert!(!session.begin(of("h1")));
            assert_eq!(session.ended(), Some(of("m1")));
        });
    }

    /// Any other failure says nothing of the session.
    #[test]
    fn a_failure_is_no_end() {
        signed_in(|session| {
            let _: Result<(), _> = session.watch(Err(ApiError::Network));
            assert_eq!(session.ended(), None);
        });
    }

    /// What somebody may do is taken over while they go on, and never from somebody else.
    #[test]
    fn permissions_are_taken_over() {
        signed_in(|session| {
            let promoted = Session { permissions: vec![Permission::ViewAuditLog], ..of("m1") };
            session.take_note(promoted.clone());
            assert_eq!(session.current(), Some(promoted.clone()));
            session.take_note(of("h1"));
            assert_eq!(session.current(), Some(promoted));
        });
    }

    /// Whoever leaves takes everything along, and an answer that comes late brings nothing back.
    #[test]
    fn who_leaves_leaves_nothing() {
        signed_in(|session| {
            session.forget();
            let _: Result<(), _> = session.watch(Err(ApiError::SignedOut));
            assert_eq!(session.access(), Access::Left);
            assert_eq!(session.current(), None);
            assert_eq!(session.ended(), None);
        });
    }
}
