//! The question whether to deactivate or reactivate a person.

use super::detail::use_detail;
use super::links::{WayOut, use_links};
use super::model::{shown_link, shown_purpose};
use super::words;
use crate::api;
use crate::feedback::{self, use_toasts};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::prelude::*;
use staffroom_contract::{StaffDetail, StaffStatus};

/// What is done to a person's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusChange {
    /// Takes their access away.
    Deactivate,
    /// Lets them in again, by an invitation.
    Reactivate,
}

impl StatusChange {
    /// Whether a person has a status that this could change.
    fn is_open(self, detail: &StaffDetail) -> bool {
        (detail.staff.summary.status == StaffStatus::Inactive) == (self == Self::Reactivate)
    }

    /// Why the person who asks cannot do it, as far as that is known beforehand.
    fn why_not(self, detail: &StaffDetail) -> Option<&'static str> {
        if detail.is_you && self == Self::Deactivate {
            Some(words::YOURSELF)
        } else if detail.outranks_you {
            Some(words::OUTRANKS_YOU)
        } else {
            let is_unreachable = self == Self::Reactivate && detail.staff.summary.email.is_none();
            is_unreachable.then_some(words::NO_EMAIL_TO_INVITE)
        }
    }
}

/// The question whether to change a person's status. It is asked as long as it is open, and goes by itself once the
/// status is what it would have become.
#[component]
pub fn StatusDialog(
    /// Which way.
    change: StatusChange,
) -> impl IntoView {
    let detail = use_detail();
    let way_out = use_links().way_out();
    let is_open = Memo::new(move |_| match &*detail.answer().read() {
        Some(Ok(detail)) => Some(change.is_open(detail)),
        _ => None,
    });
    Effect::new(move || {
        if is_open.get() == Some(false) {
            way_out.leave(&detail.id().get_untracked());
        }
    });
    move || {
        let person = (is_open.get() == Some(true)).then(|| detail.now()).flatten();
        person.map(|person| view! { <Question change person way_out /> }.into_any())
    }
}

#[component]
fn Question(change: StatusChange, person: StaffDetail, way_out: WayOut) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let toasts = use_toasts();
    let error = RwSignal::new(String::new());
    let why_not = change.why_not(&person);
    let live = shown_link(&person).filter(|link| link.state.is_live()).map(|_| shown_purpose(&person));
    let name = person.staff.summary.full_name();
    let id = StoredValue::new(person.staff.summary.id);
    let (title, does, kind, action) = match change {
        StatusChange::Deactivate => (
            words::deactivate_title(&name),
            words::deactivate_does(&name, live),
            ButtonKind::Danger,
            words::DEACTIVATE,
        ),
        StatusChange::Reactivate => (
            words::reactivate_title(&name),
            words::reactivate_does(&name, person.staff.summary.email.as_deref()),
            ButtonKind::Primary,
            words::REACTIVATE,
        ),
    };

    let act = Action::new_local(move |(): &()| {
        let id = id.get_value();
        error.set(String::new());
        async move {
            let answer = match change {
                StatusChange::Deactivate => session.with_fresh(|| api::deactivate_staff(&id)).await,
                StatusChange::Reactivate => session.with_fresh(|| api::reactivate_staff(&id)).await,
            };
            match answer {
                Ok(staff) => {
                    let name = staff.summary.full_name();
                    toasts.success(match change {
                        StatusChange::Deactivate => words::deactivated(&name),
                        StatusChange::Reactivate => {
                            words::reactivated(&name, staff.summary.email.as_deref().unwrap_or_default())
                        }
                    });
                    detail.put_staff(staff);
                    // A link may have ended with it. What is shown of the person is true without this answer.
                    let _ = detail.fetch(&id).await;
                }
                Err(refusal) => {
                    error.try_set(feedback::words::of(&refusal));
                }
            }
        }
    });
    let cancel = Callback::new(move |()| way_out.leave(&id.get_value()));
    let press = Callback::new(move |()| {
        if !act.pending().get_untracked() {
            act.dispatch_local(());
        }
    });
    let footer = move || {
        view! {
            <Button
                kind
                on_press=press
                is_pending=act.pending()
                disabled_reason=MaybeProp::from(why_not.map(str::to_owned))
            >
                {action}
            </Button>
            <Button kind=ButtonKind::Secondary on_press=cancel has_initial_focus=true>
                {words::CANCEL}
            </Button>
        }
    };
    view! {
        <Dialog kind=DialogKind::Confirm title=title on_dismiss=cancel footer=footer>
            <p>{does}</p>
            <p class="dialog__error" role="alert">
                {error}
            </p>
        </Dialog>
    }
}
