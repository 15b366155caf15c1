//! One's own email address, for the page of one's own account: what it is, what waits, and the way to another one.
//!
//! A room of its own below the features, so that whichever of them has the page can show it.

mod form;
mod words;

use crate::api::{self, ApiError};
use crate::feedback::LoadFailed;
use crate::session::use_session;
use crate::ui::time;
use form::ChangeForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use staffroom_contract::{EmailChange, OwnEmail};

/// What is known of one's own address.
type Known = RwSignal<Option<Result<OwnEmail, ApiError>>>;

/// The address on file, a change that waits for its confirmation, and, for those who may, the form to ask for another
/// one. The headings are the page's: this begins below them.
#[component]
pub fn OwnEmailAddress() -> impl IntoView {
    let session = use_session();
    let known: Known = RwSignal::new(None);
    let load = move || {
        spawn_local(async move {
            let answer = session.watch(api::get_own_email().await);
            known.try_set(Some(answer));
        });
    };
    load();
    session.on_renewal(load);
    let asked_for = Callback::new(move |change: EmailChange| {
        known.update(|known| {
            if let Some(Ok(own)) = known {
                own.email_change = Some(change);
            }
        });
    });
    let waits = move || match known.get() {
        Some(Ok(OwnEmail { email_change: Some(change), .. })) => {
            Some(words::waits(&change.new_email, &time::words(change.expires_at)))
        }
        _ => None,
    };
    // Stays as it is drawn when a change is asked for: the keyboard is in it.
    let form = Memo::new(move |_| match &*known.read() {
        Some(Ok(own)) => Some(Ok((own.email.clone(), own.may_change))),
        Some(Err(error)) => Some(Err(error.clone())),
        None => None,
    });
    let body = move || match form.get()? {
        Ok((email, true)) => {
            Some(view! { <OnFile email=email.clone() /> <ChangeForm current=email asked_for /> }.into_any())
        }
        Ok((email, false)) => Some(view! { <OnFile email /> <p>{words::ASK_SOMEBODY}</p> }.into_any()),
        Err(error) => {
            Some(view! { <LoadFailed error on_retry=Callback::new(move |()| load()) /> }.into_any())
        }
    };
    view! {
        <p role="status">{waits}</p>
        {body}
    }
}

#[component]
fn OnFile(email: Option<String>) -> impl IntoView {
    view! {
        <p>
            {words::ON_FILE} " " <strong>{email.unwrap_or_else(|| words::NOBODY.to_owned())}</strong>
        </p>
    }
}
