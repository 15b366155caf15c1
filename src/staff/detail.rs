//! The person in the detail panel, shared with the drawer and the dialogs above it.

use super::list::{StaffList, use_list};
use super::model::shown_link;
use super::settings::Switch;
use crate::api::{self, ApiError, IdempotencyKey, Reading};
use crate::routes::ID;
use crate::session::{SessionContext, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use staffroom_contract::{EmailChange, PasswordReset, PasswordResetState, Staff, StaffDetail, StaffId};
use std::time::Duration;

/// How often a link whose mail waits is looked at again. A mail leaves within seconds.
const WHILE_QUEUED: Duration = Duration::from_secs(2);
/// How often a link is looked at again that somebody may open or use any moment.
const WHILE_SENT: Duration = Duration::from_secs(20);

/// A question about the links that a person was sent, or about one of their settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkQuestion {
    /// Whether to send a reset link.
    Send,
    /// Whether to take it back.
    Revoke,
    /// Whether to send another invitation.
    Invite,
    /// Whether to take the invitation back.
    RevokeInvitation,
    /// Which address is to take the place of theirs.
    ChangeEmail,
    /// Whether to take back a change of their address.
    CancelEmailChange,
    /// Whether to turn this switch.
    Turn(Switch),
    /// Which App Unlock PIN is to be theirs.
    SetPin,
}

/// The person of the panel.
#[derive(Clone, Copy)]
pub(super) struct Detail {
    session: SessionContext,
    list: StaffList,
    id: Memo<StaffId>,
    answer: RwSignal<Option<Result<StaffDetail, ApiError>>>,
    /// Counts the questions, so that the answer to an older one never overwrites what is newer.
    asked: StoredValue<u32>,
    is_looking: StoredValue<bool>,
    /// Names the wish to send a link for as long as nobody knows whether it was granted.
    send_key: StoredValue<Option<IdempotencyKey>>,
    question: RwSignal<Option<(LinkQuestion, RwSignal<String>)>>,
    note: RwSignal<String>,
}

/// Loads the person whom the address names, and again when the address or the session changes.
pub(super) fn provide_detail() -> Detail {
    let params = use_params_map();
    let session = use_session();
    let detail = Detail {
        session,
        list: use_list(),
        id: Memo::new(move |_| StaffId::new(params.read().get(ID).unwrap_or_default())),
        answer: RwSignal::new(None),
        asked: StoredValue::new(0),
        is_looking: StoredValue::new(false),
        send_key: StoredValue::new(None),
        question: RwSignal::new(None),
        note: RwSignal::new(String::new()),
    };
    provide_context(detail);
    Effect::new(move || {
        detail.id.track();
        detail.begin();
    });
    session.on_renewal(move || detail.load());
    detail.keep_fresh();
    detail
}

/// The person of the panel above.
pub(super) fn use_detail() -> Detail {
    expect_context()
}

impl Detail {
    /// Whom the address names.
    pub(super) fn id(self) -> Memo<StaffId> {
        self.id
    }

    /// What is known of them: nothing yet, or why nothing.
    pub(super) fn answer(self) -> Signal<Option<Result<StaffDetail, ApiError>>> {
        self.answer.into()
    }

    /// A part of what is known of them; follows every change of it, and no other.
    pub(super) fn part<T: PartialEq + Send + Sync + 'static>(
        self,
        part: fn(&StaffDetail) -> T,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.answer.with(|answer| answer.as_ref()?.as_ref().ok().map(part)))
    }

    /// What is known of them at this moment.
    pub(super) fn now(self) -> Option<StaffDetail> {
        self.answer.try_with_untracked(|answer| answer.as_ref()?.as_ref().ok().cloned()).flatten()
    }

    /// Loads them again after a failure.
    pub(super) fn retry(self) {
        self.answer.set(None);
        self.load();
    }

    /// Loads them again while what is known stays in sight.
    pub(super) fn refresh(self) {
        if self.asked.try_get_value().is_some() {
            self.load();
        }
    }

    /// The table that the panel stands beside.
    pub(super) fn list(self) -> StaffList {
        self.list
    }

    /// Loads a person again if they are still the one who is shown.
    pub(super) fn refresh_if_shown(self, id: &StaffId) {
        if self.id.try_get_untracked().is_some_and(|shown| shown == *id) {
            self.refresh();
        }
    }

    /// Asks for a person once more, for somebody who waits for the answer.
    ///
    /// # Errors
    /// Those of `get_staff`.
    pub(super) async fn fetch(self, id: &StaffId) -> Result<StaffDetail, ApiError> {
        let answer = self.session.watch(api::get_staff(id, Reading::ByPerson).await);
        if let Ok(detail) = &answer {
            self.put(detail.clone());
        }
        answer
    }

    /// Shows a person as they are now, in the table, and here if they are still here.
    pub(super) fn put_staff(self, staff: Staff) {
        self.list.put(&staff.summary);
        if let Some(detail) = self.now().filter(|detail| detail.staff.summary.id == staff.summary.id) {
            self.put(StaffDetail { staff, ..detail });
        }
    }

    /// Shows a person's newest link if they are still here.
    pub(super) fn put_link(self, id: &StaffId, link: PasswordReset) {
        if let Some(detail) = self.now().filter(|detail| detail.staff.summary.id == *id) {
            self.put(StaffDetail { password_reset: Some(link), ..detail });
        }
    }

    /// Shows a person's newest invitation if they are still here.
    pub(super) fn put_invitation(self, id: &StaffId, link: PasswordReset) {
        if let Some(detail) = self.now().filter(|detail| detail.staff.summary.id == *id) {
            self.put(StaffDetail { invitation: Some(link), ..detail });
        }
    }

    /// Shows what waits of a change of a person's address if they are still here.
    pub(super) fn put_email_change(self, id: &StaffId, email_change: Option<EmailChange>) {
        if let Some(detail) = self.now().filter(|detail| detail.staff.summary.id == *id) {
            self.put(StaffDetail { email_change, ..detail });
        }
    }

    /// Asks a question about them. What comes of it is said in `note`.
    pub(super) fn ask(self, question: LinkQuestion, note: RwSignal<String>) {
        note.set(String::new());
        self.question.set(Some((question, note)));
    }

    /// The key to send a link with. It stays the same until there is an answer: whoever gives up waiting and asks
    /// again means the same mail.
    pub(super) fn send_key(self) -> IdempotencyKey {
        let key = self.send_key.get_value().unwrap_or_else(IdempotencyKey::fresh);
        self.send_key.set_value(Some(key.clone()));
        key
    }

    /// It is known what became of the wish to send a link, so that the next one is another.
    pub(super) fn forget_send_key(self) {
        self.send_key.try_update_value(|key| *key = None);
    }

    /// The question that is asked, and where to say what comes of it.
    pub(super) fn question(self) -> Option<(LinkQuestion, RwSignal<String>)> {
        self.question.get()
    }

    /// The question is answered, or it will not be.
    pub(super) fn stop_asking(self) {
        self.question.set(None);
    }

    /// Says what happened where it was asked for, or in the panel if that place is gone. It waits until the question
    /// is no longer over it: what is under a dialog is not heard.
    pub(super) fn say(self, note: RwSignal<String>, happened: String) {
        request_animation_frame(move || {
            if let Some(happened) = note.try_set(happened) {
                self.note.set(happened);
            }
        });
    }

    /// What happened last, said in the panel.
    pub(super) fn note(self) -> RwSignal<String> {
        self.note
    }

    fn begin(self) {
        self.question.set(None);
        self.note.set(String::new());
        self.forget_send_key();
        let is_known = self.now().is_some_and(|detail| detail.staff.summary.id == self.id.get_untracked());
        if !is_known {
            self.answer.set(None);
        }
        self.load();
    }

    fn load(self) {
        let question = self.supersede();
        let id = self.id.get_untracked();
        spawn_local(async move {
            let answer = api::get_staff(&id, Reading::ByPerson).await;
            if self.asked.try_get_value() != Some(question) {
                return;
            }
            match self.session.watch(answer) {
                Ok(detail) => self.put(detail),
                // What is known stays in sight until the answer to another try.
                Err(_) if self.now().is_some() => {}
                Err(error) => self.answer.set(Some(Err(error))),
            }
        });
    }

    fn put(self, detail: StaffDetail) {
        if self.asked.try_get_value().is_none() || detail.staff.summary.id != self.id.get_untracked() {
            return;
        }
        self.supersede();
        let newest = |detail: &StaffDetail| shown_link(detail).map(|link| link.id.clone());
        if self.now().is_some_and(|known| newest(&known) != newest(&detail)) {
            self.forget_send_key();
        }
        self.list.put(&detail.staff.summary);
        self.list.note_mail(detail.mail_trouble);
        self.answer.set(Some(Ok(detail)));
    }

    /// Whatever is still asked for is older than what comes now.
    fn supersede(self) -> u32 {
        let question = self.asked.get_value().wrapping_add(1);
        self.asked.set_value(question);
        question
    }

    /// Follows a live link and a change of email that waits, for as long as somebody can see them.
    fn keep_fresh(self) {
        let pause = self.part(pause);
        Effect::new(move || {
            let timer =
                pause.get().flatten().map(|pause| set_interval_with_handle(move || self.look(), pause));
            if let Some(Ok(timer)) = timer {
                on_cleanup(move || timer.clear());
            }
        });
    }

    fn look(self) {
        // The session gets another id once a password was entered, and nothing should be asked under the old one then.
        let is_password_asked = untrack(|| self.session.is_password_asked());
        if document().hidden() || is_password_asked || self.is_looking.get_value() {
            return;
        }
        self.is_looking.set_value(true);
        let question = self.asked.get_value();
        let id = self.id.get_untracked();
        spawn_local(async move {
            let answer = api::get_staff(&id, Reading::ByTimer).await;
            self.is_looking.set_value(false);
            if let Ok(detail) = self.session.watch(answer)
                && self.asked.try_get_value() == Some(question)
            {
                self.put(detail);
            }
        });
    }
}

/// How long what is shown of a person stays true, as far as that can be guessed.
fn pause(detail: &StaffDetail) -> Option<Duration> {
    let link = shown_link(detail).and_then(|link| match link.state {
        PasswordResetState::Queued => Some(WHILE_QUEUED),
        PasswordResetState::Sent => Some(WHILE_SENT),
        _ => None,
    });
    let is_queued = |change: &EmailChange| change.sent_at.is_none() && change.mail_failure.is_none();
    let change = detail.email_change.as_ref();
    let change = change.map(|change| if is_queued(change) { WHILE_QUEUED } else { WHILE_SENT });
    link.into_iter().chain(change).min()
}
