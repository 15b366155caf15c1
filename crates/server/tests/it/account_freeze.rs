//! "This was not me": the link in a notice that freezes an account.

use crate::practice::{HOUR, Practice};
use staffroom_contract::{LinkPurpose, ProblemCode, Secret, StaffId, StaffStatus};
use staffroom_store::{Notice, NoticeKind};

/// A practice in which somebody has set Camille's password, what they set, and the code in the notice of it.
async fn after_a_new_password() -> (Practice, &'static str, Secret) {
    let practice = Practice::open().await;
    let code = practice.sign_in("morganm").await.send_link("camilles").await;
    let password = "a password of my own";
    practice.stranger().complete(&code, password).await.is(204);
    let [notice] = &practice.notices().await[..] else { panic!("not one notice") };
    let code = practice.freeze_code_of(notice).await;
    (practice, password, code)
}

/// Whoever got in is out at once, and cannot come back by any password or link; the administrators see why.
#[tokio::test]
async fn freezing_shuts_everybody_out() {
    let (practice, password, code) = after_a_new_password().await;
    let morgan = practice.sign_in("morganm").await;
    let mut intruder = practice.stranger();
    intruder.sign_in("camilles", password).await.is(200);
    let link = morgan.send_link("camilles").await;
    practice.stranger().freeze(&code).await.is(204);

    intruder.session().await.refused_with(ProblemCode::SignedOut);
    let mut stranger = practice.stranger();
    stranger.sign_in("camilles", password).await.refused_with(ProblemCode::WrongCredentials);
    stranger.complete(&link, "yet another one of mine").await.refused_with(ProblemCode::ResetInactive);
    let detail = morgan.detail("camilles").await;
    assert_eq!(detail.staff.summary.status, StaffStatus::Inactive);
    assert_eq!((detail.frozen_at, detail.open_sessions), (Some(practice.context.clock.now()), 0));
    let row = morgan.audit_log("?event=account_frozen").await.items.remove(0);
    assert_eq!((row.actor, row.subject.unwrap().id), (None, StaffId::new("camilles")));

    morgan.reactivate("camilles").await.is(200);
    assert_eq!(morgan.detail("camilles").await.frozen_at, None);
    practice.wait(HOUR);
    stranger.sign_in("camilles", password).await.refused_with(ProblemCode::WrongCredentials);
}

/// Everybody who manages accounts is told, and nobody else.
#[tokio::test]
async fn administrators_are_told() {
    let (practice, _, code) = after_a_new_password().await;
    practice.deliver_mail().await;
    practice.stranger().freeze(&code).await.is(204);
    let notices = practice.notices().await;
    let recipient = |notice: &Notice| notice.recipient_id.as_str().to_owned();
    let mut recipients: Vec<_> = notices.iter().map(recipient).collect();
    recipients.sort();
    assert_eq!(recipients, ["btgadmin", "morganm"]);
    for notice in notices {
        assert_eq!((notice.kind, notice.staff_id), (NoticeKind::AccountFrozen, StaffId::new("camilles")));
    }
}

/// Of fifty who freeze at once with one link one does; the account is frozen once, and told of once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_fifty_who_freeze_at_once_one_does() {
    let (practice, _, code) = after_a_new_password().await;
    let tries: Vec<_> = (0..50)
        .map(|_| {
            let (stranger, code) = (practice.stranger(), code.clone());
            tokio::spawn(async move { stranger.freeze(&code).await })
        })
        .collect();
    let mut frozen = 0;
    for answer in tries {
        let answer = answer.await.unwrap();
        if answer.status == 204 {
            frozen += 1;
        } else {
            answer.refused_with(ProblemCode::FreezeUsed);
        }
    }
    assert_eq!(frozen, 1);
    let recorded = practice.watch.recorded();
    assert_eq!(recorded.iter().filter(|event| event.event == "account_frozen").count(), 1);
}

/// A code that freezes sets no password, and a code that sets a password freezes nothing.
#[tokio::test]
async fn no_code_does_what_another_is_for() {
    let (practice, _, code) = after_a_new_password().await;
    let stranger = practice.stranger();
    for purpose in [LinkPurpose::PasswordReset, LinkPurpose::Invitation] {
        stranger.inspect_as(purpose, &code).await.refused_with(ProblemCode::ResetUnknown);
        let answer = stranger.complete_as(purpose, &code, "yet another one of mine").await;
        answer.refused_with(ProblemCode::ResetUnknown);
    }
    let reset = practice.sign_in("morganm").await.send_link("marcusstaff").await;
    let invitation = practice.invite("invited").await;
    for other in [reset, invitation] {
        stranger.freeze(&other).await.refused_with(ProblemCode::FreezeUnknown);
    }
    stranger.freeze(&code).await.is(204);
}

/// A link that freezes nothing any more says why.
#[tokio::test]
async fn a_dead_link_says_why() {
    let (practice, _, code) = after_a_new_password().await;
    let stranger = practice.stranger();
    stranger.freeze(&Secret::new("A".repeat(43))).await.refused_with(ProblemCode::FreezeUnknown);
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("camilles").await.is(200);
    stranger.freeze(&code).await.refused_with(ProblemCode::FreezeInactive);
    morgan.reactivate("camilles").await.is(200);
    stranger.freeze(&code).await.refused_with(ProblemCode::FreezeEnded);

    let (practice, _, code) = after_a_new_password().await;
    practice.wait(7 * 24 * HOUR);
    practice.stranger().freeze(&code).await.refused_with(ProblemCode::FreezeEnded);
}

/// A newer change of the password does not take the way back from whoever was told of an older one.
#[tokio::test]
async fn an_intruder_cannot_end_the_link() {
    let (practice, _, code) = after_a_new_password().await;
    let again = practice.sign_in("morganm").await.send_link("camilles").await;
    practice.stranger().complete(&again, "yet another one of mine").await.is(204);
    practice.stranger().freeze(&code).await.is(204);
}
