//! Signing in again over the page.

use super::sign_in_form::SignInForm;
use super::words;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Dialog, DialogKind};
use leptos::prelude::*;
use staffroom_contract::Session;

/// When a session has ended in the middle of somebody's work: asks for the password over the page, which stays as
/// it is. Somebody else who signs in gets a page of their own.
#[component]
pub fn SessionEndedDialog() -> impl IntoView {
    let session = use_session();
    let ended = Memo::new(move |_| session.ended());
    let begin = Callback::new(move |signed_in: Session| {
        if !session.begin(signed_in) {
            // What is on the page belongs to somebody else. If the browser does not reload, the dialog stays.
            let _ = location().reload();
        }
    });
    // There is nothing to go back to under the dialog: neither Escape nor a gesture takes it away.
    let stay = Callback::new(|()| ());
    let leave = Callback::new(move |()| session.forget());
    move || {
        ended.get().map(|ended| {
            view! {
                <Dialog kind=DialogKind::SignIn title=words::ENDED on_dismiss=stay>
                    <p class="sign-in__explanation">{words::ENDED_BODY}</p>
                    <SignInForm username=ended.username on_signed_in=begin>
                        <Button kind=ButtonKind::Quiet on_press=leave>
                            {words::LEAVE}
                        </Button>
                    </SignInForm>
                </Dialog>
            }
        })
    }
}
