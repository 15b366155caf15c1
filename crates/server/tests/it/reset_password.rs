//! The administrator's side of a password reset: sending a link, seeing what became of it, taking it back.

use crate::practice::{HOUR, MINUTE, Practice};
use axum::http::Method;
use serde_json::json;
use staffroom_contract::password_reset::PasswordResetState;
use staffroom_contract::{FieldProblem, FieldRule, PasswordReset, ProblemCode};
use std::collections::BTreeSet;

const PATH: &str = "/api/v1/staff/camilles/password-reset";

/// Sending a link says what happened: queued, to whom, by whom, valid until when. The mail waits; the answer
/// does not wait for it.
#[tokio::test]
async fn sending_a_link_says_what_happened() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let reset: PasswordReset = morgan.reset("camilles").await.is(202).json();
    assert_eq!(reset.state, PasswordResetState::Queued);
    assert_eq!(reset.sent_to, "camilles@email.xyz");
    assert_eq!(reset.requested_by.as_deref(), Some("Morgan Manager"));
    assert_eq!(reset.expires_at.since(reset.requested_at), 72 * HOUR);
    assert_eq!((reset.sent_at, reset.opened_at, reset.ended_at), (None, None, None));
    assert_eq!(morgan.detail("camilles").await.password_reset, Some(reset));
    assert_eq!(practice.queued_mails().await, 1);
}

/// The body says nothing, so that it may be left out; whatever it would say is refused, an address above all:
/// the link goes to the address on file.
#[tokio::test]
async fn nobody_chooses_where_the_link_goes() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    for member in ["email", "to", "sent_to", "username", "staff_id"] {
        let refused = [FieldProblem::new(member, FieldRule::Unknown)];
        morgan.post(PATH, &json!({ member: "evil@email.xyz" })).await.refuses(&refused);
        morgan.post(PATH, &json!({ member: ["cnurse@email.xyz", "evil@email.xyz"] })).await.refuses(&refused);
    }
    assert_eq!(practice.queued_mails().await, 0);
    morgan.post_nothing(PATH).await.is(202);
}

/// Whatever address a request says that the server has, the link leads to the one that is configured.
#[tokio::test]
async fn nobody_chooses_where_the_link_leads() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let request = morgan
        .request(Method::POST, PATH)
        .header("host", "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example");
    let reset: PasswordReset = morgan.send(request.json(&json!({}))).await.is(202).json();
    let code = practice.code_of(&reset).await;
    let link = practice.context.link_to(staffroom_contract::paths::page::RESET_PASSWORD, &code);
    assert_eq!(link.as_str(), format!("https://staff.cedarhill.example/reset-password#{}", code.expose()));
}

/// Twenty presses of one intent are one link and one mail, and each press gets the same answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn pressing_often_sends_one_mail() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let presses: Vec<_> = (0..20)
        .map(|_| {
            let morgan = morgan.clone();
            tokio::spawn(async move { morgan.reset_with_key("camilles", "one-intent").await })
        })
        .collect();
    let mut bodies = BTreeSet::new();
    for press in presses {
        bodies.insert(press.await.unwrap().is(202).body);
    }
    assert_eq!(bodies.len(), 1);
    assert_eq!(practice.queued_mails().await, 1);
}

/// A key belongs to one administrator and one person.
#[tokio::test]
async fn a_key_names_one_intent() {
    let practice = Practice::open().await;
    let (morgan, glenn) = (practice.sign_in("morganm").await, practice.sign_in("btgadmin").await);
    let first: PasswordReset = morgan.reset_with_key("camilles", "k").await.is(202).json();
    morgan.reset_with_key("marcusstaff", "k").await.refused_with(ProblemCode::IdempotencyKeyReused);
    let other: PasswordReset = glenn.reset_with_key("camilles", "k").await.is(202).json();
    assert_ne!(other.id, first.id);
    let again: PasswordReset = morgan.reset_with_key("camilles", "k").await.is(202).json();
    assert_eq!((again.id, again.state), (first.id, PasswordResetState::Replaced));
    assert_eq!(practice.queued_mails().await, 2);
    let too_long = "k".repeat(129);
    morgan.reset_with_key("camilles", &too_long).await.refused_with(ProblemCode::Malformed);
    morgan.reset_with_key("camilles", "").await.refused_with(ProblemCode::Malformed);
}

/// No link goes to somebody who could not use it, or who has no address.
#[tokio::test]
async fn some_people_cannot_be_sent_a_link() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("camilles").await.is(200);
    morgan.reset("camilles").await.refused_with(ProblemCode::NotActive);
    practice.invite("invited").await;
    morgan.reset("invited").await.refused_with(ProblemCode::InvitationPending);
    practice.hire_without_email("walter").await;
    morgan.reset("walter").await.refused_with(ProblemCode::NoEmail);
    assert_eq!(practice.queued_mails().await, 1, "the notice of the deactivation");
}

/// An administrator can be sent a link themselves.
#[tokio::test]
async fn one_can_send_oneself_a_link() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.reset("morganm").await.is(202);
}

/// A link that was taken back is dead, and there is nothing more to take back.
#[tokio::test]
async fn a_link_can_be_taken_back() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.revoke("camilles").await.refused_with(ProblemCode::NoLiveLink);
    let code = morgan.send_link("camilles").await;
    practice.wait(MINUTE);
    morgan.revoke("camilles").await.is(204);
    let reset = morgan.detail("camilles").await.password_reset.unwrap();
    assert_eq!(reset.state, PasswordResetState::Revoked);
    assert_eq!(reset.ended_at, Some(reset.requested_at.plus(MINUTE)));
    practice.stranger().inspect(&code).await.refused_with(ProblemCode::ResetRevoked);
    morgan.revoke("camilles").await.refused_with(ProblemCode::NoLiveLink);
}

/// A mail that was given up may have arrived all the same, so that its link can still be used, and be taken back.
#[tokio::test]
async fn a_link_whose_mail_was_given_up_can_be_taken_back() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    practice.give_up_mails().await;
    let state = async || morgan.detail("camilles").await.password_reset.unwrap().state;
    assert_eq!(state().await, PasswordResetState::Failed);
    practice.stranger().inspect(&code).await.is(200);
    morgan.revoke("camilles").await.is(204);
    assert_eq!(state().await, PasswordResetState::Revoked);
    practice.stranger().inspect(&code).await.refused_with(ProblemCode::ResetRevoked);
}

/// A link that has run out cannot be taken back, and an invitation is not a reset link.
#[tokio::test]
async fn only_a_live_reset_link_can_be_taken_back() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.send_link("camilles").await;
    practice.wait(72 * HOUR);
    let morgan = practice.sign_in("morganm").await;
    morgan.revoke("camilles").await.refused_with(ProblemCode::NoLiveLink);
    let code = practice.invite("invited").await;
    morgan.revoke("invited").await.refused_with(ProblemCode::NoLiveLink);
    let purpose = staffroom_contract::LinkPurpose::Invitation;
    practice.stranger().inspect_as(purpose, &code).await.is(200);
}

/// The administrator sees that the page was opened, and nothing that would open it.
#[tokio::test]
async fn the_administrator_sees_the_state_and_not_the_code() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let answer = morgan.reset("camilles").await;
    let code = practice.code_of(&answer.json()).await;
    practice.wait(MINUTE);
    practice.stranger().inspect(&code).await.is(200);
    practice.wait(MINUTE);
    practice.stranger().inspect(&code).await.is(200);
    let detail = morgan.person("camilles").await.is(200);
    let reset = morgan.detail("camilles").await.password_reset.unwrap();
    assert_eq!(reset.opened_at, Some(reset.requested_at.plus(MINUTE)));
    for body in [&answer.body, &detail.body] {
        assert!(!body.contains(code.expose()));
    }
}
