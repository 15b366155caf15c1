//! The questions before an invitation is sent again or taken back.

use super::detail::use_detail;
use super::detail_panel::TITLE_ID;
use super::link_dialogs::{LinkDialog, answering};
use super::words;
use crate::api::{self, ApiError};
use crate::session::use_session;
use crate::ui::{ButtonKind, dom, time};
use leptos::prelude::*;
use staffroom_contract::StaffDetail;

/// Asks whether to send the invitation, sends one at most, and says in `note` what happened.
#[component]
pub(super) fn InviteDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let staff = person.staff.summary;
    let name = staff.full_name();
    let title = words::invite_title(&name);
    let had_live_link = person.invitation.is_some_and(|link| link.state.is_live());
    let validity = words::and_is_valid_for(person.password_reset_valid_seconds);
    let send = answering(note, move || {
        let (id, name) = (staff.id.clone(), name.clone());
        // However often it is pressed, and if the answer was lost on the way, one mail is sent.
        let key = detail.send_key();
        async move {
            let answer = session.with_fresh(|| api::send_staff_invitation(&id, &key)).await;
            if matches!(answer, Ok(_) | Err(ApiError::Problem(_))) {
                detail.forget_send_key();
            }
            let link = answer?;
            let happened = words::invited(&name, &link.sent_to, &time::words(link.expires_at));
            detail.put_invitation(&id, link);
            Ok(happened)
        }
    });
    view! {
        <LinkDialog title deed=send kind=ButtonKind::Primary action=words::SEND_INVITATION>
            <p>{words::IT_GOES_TO} " " <strong>{staff.email}</strong> {validity}</p>
            {had_live_link.then(|| view! { <p>{words::OLDER_INVITATION_STOPS}</p> })}
        </LinkDialog>
    }
}

/// Asks whether to take the invitation back.
#[component]
pub(super) fn RevokeInvitationDialog(person: StaffDetail, note: RwSignal<String>) -> impl IntoView {
    let detail = use_detail();
    let session = use_session();
    let staff = person.staff.summary;
    let name = staff.full_name();
    let title = words::revoke_invitation_title(&name);
    let does = words::revoke_invitation_does(&name);
    let revoke = answering(note, move || {
        let (id, name) = (staff.id.clone(), name.clone());
        async move {
            session.watch(api::revoke_staff_invitation(&id).await)?;
            // It is revoked, whether the panel can show it by now or not.
            let _ = detail.fetch(&id).await;
            dom::focus_soon(TITLE_ID.to_owned());
            Ok(words::invitation_revoked(&name))
        }
    });
    view! {
        <LinkDialog title deed=revoke kind=ButtonKind::Danger action=words::REVOKE>
            <p>{does}</p>
        </LinkDialog>
    }
}
