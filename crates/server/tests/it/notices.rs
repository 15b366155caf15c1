//! Mails that tell people what was done to their account.

use crate::practice::Practice;
use staffroom_contract::{LinkPurpose, StaffId};
use staffroom_store::NoticeKind;

/// Whoever gets a new password by a link is told once, with a way to say that it was not them.
#[tokio::test]
async fn a_new_password_is_told_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    let code = morgan.send_link("camilles").await;
    let camille = practice.stranger();
    camille.complete(&code, "short").await.is(422);
    assert_eq!(practice.notices().await, []);
    camille.complete(&code, "a password of my own").await.is(204);
    camille.complete(&code, "another one of my own").await.is(410);
    let [notice] = &practice.notices().await[..] else { panic!("not one notice") };
    assert_eq!(notice.kind, NoticeKind::PasswordResetCompleted);
    assert_eq!((&notice.staff_id, &notice.done_by), (&StaffId::new("camilles"), &None));
    assert_eq!(notice.recipient_id, notice.staff_id);
    assert!(notice.freeze_link_id.is_some());
}

/// Whoever loses their access is told once for each time, and not for a second press; whoever regains it learns so from
/// their invitation.
#[tokio::test]
async fn each_loss_of_access_is_told_once() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.reactivate("camilles").await.is(200);
    for _ in 0..2 {
        morgan.deactivate("camilles").await.is(200);
    }
    for _ in 0..2 {
        morgan.reactivate("camilles").await.is(200);
    }
    let notices = practice.notices().await;
    let told: Vec<_> = notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(told, [NoticeKind::StaffDeactivated]);
    assert_eq!(practice.queued_mails().await, 2);
    for notice in notices {
        assert_eq!(notice.done_by, Some(StaffId::new("morganm")));
        assert_eq!(notice.freeze_link_id, None);
    }
}

/// An act that is refused is told to nobody.
#[tokio::test]
async fn a_refused_act_is_not_told() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    morgan.deactivate("morganm").await.is(409);
    morgan.deactivate("btgadmin").await.is(403);
    assert_eq!(practice.notices().await, []);
}

/// Whoever has no address gets no mail, and is deactivated all the same; a first password is no change of one.
#[tokio::test]
async fn there_may_be_nothing_to_tell() {
    let practice = Practice::open().await;
    let morgan = practice.sign_in("morganm").await;
    practice.hire_without_email("nomail").await;
    morgan.deactivate("nomail").await.is(200);
    let code = practice.invite("invited").await;
    let invited = practice.stranger();
    invited.complete_as(LinkPurpose::Invitation, &code, "a password of my own").await.is(204);
    assert_eq!(practice.notices().await, []);
}
