//! The administrator's side of an invitation: sending it again, seeing what became of it, taking it back.

use crate::browser::Browser;
use crate::practice::{HOUR, MINUTE, Practice};
use serde_json::json;
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{LinkPurpose, PasswordReset, ProblemCode, Staff, StaffId, StaffStatus};

const NEW_PASSWORD: &str = "a password of my own";

/// Adds Ada; who she is.
async fn add_ada(morgan: &Browser) -> StaffId {
    let body = json!({
        "first_name": "Ada",
        "last_name": "Nurse",
        "primary_provider_id": "hannah",
        "role_id": "nurse",
        "username": "anurse",
        "email": "ada@email.xyz",
    });
    let staff: Staff = morgan.create(&body).await.is(201).json();
    staff.summary.id
}

/// An invitation that is sent again takes the older one's place, and is valid as long as the practice says.
#[tokio::test]
async fn an_invitation_is_sent_again() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let ada = add_ada(&morgan).await;
    let older = practice.invitation_code_of(&ada).await;
    practice.allow_links_for(24 * HOUR).await;
    let again: PasswordReset = morgan.invite_again(&ada).await.is(202).json();
    assert_eq!(again.expires_at.since(again.requested_at), 24 * HOUR);
    let detail = morgan.detail(ada.as_str()).await;
    assert_eq!(detail.invitation, Some(again));
    assert_eq!(detail.earlier_invitations[0].state, PasswordResetState::Replaced);
    assert_eq!((detail.password_reset, practice.queued_mails().await), (None, 2));
    let holder = practice.stranger();
    let invitation = LinkPurpose::Invitation;
    holder.inspect_as(invitation, &older).await.refused_with(ProblemCode::ResetReplaced);
    let newer = practice.invitation_code_of(&ada).await;
    holder.complete_as(invitation, &newer, NEW_PASSWORD).await.is(204);
    assert_eq!(morgan.detail(ada.as_str()).await.invitation.unwrap().state, PasswordResetState::Used);
    let rows = morgan.audit_log("?event=staff_invitation_sent").await.items;
    assert_eq!(rows[0].subject.as_ref().unwrap().id, ada);
}

/// One intent sends one invitation; the key of another intent is refused.
#[tokio::test]
async fn pressing_often_sends_one_invitation() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let ada = add_ada(&morgan).await;
    let first = morgan.invite_again_with_key(&ada, "k").await.is(202);
    assert_eq!(morgan.invite_again_with_key(&ada, "k").await.is(202).body, first.body);
    assert_eq!(practice.queued_mails().await, 2);
    morgan.reset_with_key("camilles", "other").await.is(202);
    morgan.invite_again_with_key(&ada, "other").await.refused_with(ProblemCode::IdempotencyKeyReused);
}

/// An invitation that ran out lets nobody in; the person stays, marked, and can be invited again.
#[tokio::test]
async fn an_invitation_that_ran_out_keeps_its_person() {
    let practice = Practice::open().await;
    let ada = add_ada(&practice.sign_in("morganm").await).await;
    let code = practice.invitation_code_of(&ada).await;
    practice.wait(72 * HOUR);
    let answer = practice.stranger().complete_as(LinkPurpose::Invitation, &code, NEW_PASSWORD).await;
    answer.refused_with(ProblemCode::ResetExpired);
    let morgan = practice.sign_in("morganm").await;
    let detail = morgan.detail(ada.as_str()).await;
    assert_eq!(detail.staff.summary.status, StaffStatus::Pending);
    assert_eq!(detail.invitation.unwrap().state, PasswordResetState::Expired);
    morgan.revoke_invitation(&ada).await.refused_with(ProblemCode::NoLiveLink);
    morgan.invite_again(&ada).await.is(202);
}

/// An invitation that was taken back lets nobody in; the person stays, and there is nothing more to take back.
#[tokio::test]
async fn an_invitation_is_taken_back() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let ada = add_ada(&morgan).await;
    let code = practice.invitation_code_of(&ada).await;
    practice.wait(MINUTE);
    morgan.revoke_invitation(&ada).await.is(204);
    let invitation = morgan.detail(ada.as_str()).await.invitation.unwrap();
    assert_eq!(invitation.state, PasswordResetState::Revoked);
    assert_eq!(invitation.ended_by.as_deref(), Some("Morgan Manager"));
    let answer = practice.stranger().complete_as(LinkPurpose::Invitation, &code, NEW_PASSWORD).await;
    answer.refused_with(ProblemCode::ResetRevoked);
    morgan.revoke_invitation(&ada).await.refused_with(ProblemCode::NoLiveLink);
    let recorded = practice.watch.recorded();
    assert!(recorded.iter().any(|event| event.event == "staff_invitation_revoked"));
}

/// An invitation resets nothing, and a reset invites nobody: neither code, nor the way to take one back.
#[tokio::test]
async fn an_invitation_is_no_reset_link() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let ada = add_ada(&morgan).await;
    let code = practice.invitation_code_of(&ada).await;
    let holder = practice.stranger();
    holder.inspect(&code).await.refused_with(ProblemCode::ResetUnknown);
    holder.complete(&code, NEW_PASSWORD).await.refused_with(ProblemCode::ResetUnknown);
    morgan.revoke(ada.as_str()).await.refused_with(ProblemCode::NoLiveLink);
    morgan.reset(ada.as_str()).await.refused_with(ProblemCode::InvitationPending);
    let reset = morgan.send_link("camilles").await;
    let camille = StaffId::new("camilles");
    holder.inspect_as(LinkPurpose::Invitation, &reset).await.refused_with(ProblemCode::ResetUnknown);
    morgan.revoke_invitation(&camille).await.refused_with(ProblemCode::NoLiveLink);
    morgan.invite_again(&camille).await.refused_with(ProblemCode::NotPending);
    morgan.deactivate("camilles").await.is(200);
    morgan.invite_again(&camille).await.refused_with(ProblemCode::NotPending);
    holder.inspect_as(LinkPurpose::Invitation, &code).await.is(200);
}

/// A mailbox is not flooded by invitations either: three in an hour, the first one included.
#[tokio::test]
async fn a_person_is_invited_three_times_an_hour() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let ada = add_ada(&morgan).await;
    morgan.invite_again(&ada).await.is(202);
    morgan.invite_again(&ada).await.is(202);
    morgan.invite_again(&ada).await.refused_with(ProblemCode::TooManyRequests);
    morgan.deactivate(ada.as_str()).await.is(200);
    morgan.reactivate(ada.as_str()).await.refused_with(ProblemCode::TooManyRequests);
    assert_eq!(morgan.detail(ada.as_str()).await.staff.summary.status, StaffStatus::Inactive);
    practice.wait(HOUR);
    practice.sign_in("morganm").await.reactivate(ada.as_str()).await.is(200);
}

/// One that was handed over at the command line has no mail to wait for.
#[tokio::test]
async fn an_invitation_from_the_command_line_is_not_waiting() {
    let practice = Practice::open().await;
    practice.invite("invited").await;
    let detail = practice.sign_in("morganm").await.detail("invited").await;
    let invitation = detail.invitation.unwrap();
    assert_eq!((invitation.state, invitation.sent_to.as_str()), (PasswordResetState::Sent, ""));
}
